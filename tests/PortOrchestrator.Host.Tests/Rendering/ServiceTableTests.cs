using PortOrchestrator.Host.Rendering;
using PortOrchestrator.Host.Tests.Commands;

namespace PortOrchestrator.Host.Tests.Rendering;

public class ServiceTableTests
{
    private static readonly ServiceSnapshot[] Services =
    [
        Given.Service("web") with { Ports = [new("default", 8000, PortProtocol.Tcp), new("metrics", 9100, PortProtocol.Udp)] },
        Given.Service("a-service-with-a-rather-long-name-that-takes-a-lot-of-room-in-a-table", ServiceState.Failed) with
        {
            Reason = "The process ended with exit code 3 before it was ready, and that is a sentence that does not fit on one line of eighty columns.",
            ExitCode = 3,
            Restarts = 2,
        },
    ];

    [Test]
    public void Write_Wide_AlignsEveryColumn() => Assert.That(
        Render(120, Services[0]),
        Is.EqualTo("SERVICE  STATE    HEALTH   PORTS                  PID   RESTARTS\nweb      running  healthy  8000 metrics:9100/udp  4711  0\n"));

    [TestCase(40)]
    [TestCase(80)]
    [TestCase(120)]
    public void Write_AnyWidth_NoLineIsLonger(int width) =>
        Assert.That(Render(width, Services).Split('\n').Select(DisplayWidth.Of), Is.All.AtMost(width));

    [Test]
    public void Write_At80_KeepsTheWordsAndWrapsTheReason()
    {
        var text = Render(80, Services);
        Assert.That(text, Does.Contain("failed").And.Contain("running").And.Contain("…"));
        Assert.That(text, Does.Contain("\n    The process ended with exit code 3 before it was ready, and that is a\n    sentence that does not fit"));
    }

    [Test]
    public void Write_NotATerminal_CutsNothing() => Assert.That(Render(int.MaxValue, Services), Does.Contain(Services[1].Name).And.Contain(Services[1].Reason));

    [Test]
    public void Write_WithColours_SaysTheSameWords()
    {
        var writer = new StringWriter();
        ServiceTable.Write(writer, Services, 100, new Style(true));
        Assert.That(writer.ToString(), Does.Contain("\e[32mrunning\e[0m").And.Contain("\e[31mfailed\e[0m"));
        Assert.That(Printable.Plain(writer.ToString().Replace("\n", "\r")), Is.EqualTo(Render(100, Services).Replace("\n", "")));
    }

    private static string Render(int width, params ServiceSnapshot[] services)
    {
        var writer = new StringWriter();
        ServiceTable.Write(writer, services, width, Style.None);
        return writer.ToString();
    }
}
