using PortOrchestrator.Supervision.Protocol;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Supervision.Tests.Terminals;

public sealed class TerminalFrameTests
{
    [Test]
    public async Task ReadAsync_WhatWasWritten_IsTheSameAndThenNothing()
    {
        using var stream = new MemoryStream();
        await new TerminalFrame(TerminalFrameKind.Bytes, new byte[] { 1, 2, 3 }).WriteAsync(stream, default);
        await TerminalFrame.Size(new TerminalSize(300, 70)).WriteAsync(stream, default);
        await new TerminalFrame(TerminalFrameKind.Ended, default).WriteAsync(stream, default);
        stream.Position = 0;

        var bytes = await TerminalFrame.ReadAsync(stream, default);
        var size = await TerminalFrame.ReadAsync(stream, default);
        var ended = await TerminalFrame.ReadAsync(stream, default);

        Assert.That(bytes!.Value.Content.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That(size!.Value.ToSize(), Is.EqualTo(new TerminalSize(300, 70)));
        Assert.That(ended!.Value.Kind, Is.EqualTo(TerminalFrameKind.Ended));
        Assert.That(await TerminalFrame.ReadAsync(stream, default), Is.Null);
    }

    [TestCase(new byte[] { 1, 0, 0 })]
    [TestCase(new byte[] { 1, 0, 0, 0, 5, 1, 2 })]
    public async Task ReadAsync_TornFrame_IsTheEnd(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);

        Assert.That(await TerminalFrame.ReadAsync(stream, default), Is.Null);
    }

    [Test]
    public void ReadAsync_TooLong_IsRefusedBeforeAnythingIsMadeForIt()
    {
        using var stream = new MemoryStream([1, 0xff, 0xff, 0xff, 0xff]);

        Assert.That(async () => await TerminalFrame.ReadAsync(stream, default), Throws.InstanceOf<InvalidDataException>());
    }
}
