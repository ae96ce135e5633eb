using System.Text;
using PortOrchestrator.Supervision.Protocol;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Host.Api;

/// <summary>Carries a service's terminal over one connection until either end is over.</summary>
internal static class TerminalRelay
{
    public static async Task RunAsync(ServiceTerminal terminal, TerminalSize size, Stream stream, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var watch = terminal.Watch(size);
        var showing = ShowAsync(watch, stream, over.Token);
        var typing = TypeAsync(terminal, stream, over.Token);
        await Task.WhenAny(showing, typing).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(showing, typing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task ShowAsync(TerminalWatch watch, Stream stream, CancellationToken cancellationToken)
    {
        await foreach (var bytes in watch.ReadAsync(cancellationToken).ConfigureAwait(false))
            await new TerminalFrame(TerminalFrameKind.Bytes, bytes).WriteAsync(stream, cancellationToken).ConfigureAwait(false);
        if (watch.GoesOn)
            await new TerminalFrame(TerminalFrameKind.GoesOn, ReadOnlyMemory<byte>.Empty).WriteAsync(stream, cancellationToken).ConfigureAwait(false);
        if (watch.Ending is { } how)
            await new TerminalFrame(TerminalFrameKind.Ended, Encoding.UTF8.GetBytes(how)).WriteAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    private static async Task TypeAsync(ServiceTerminal terminal, Stream stream, CancellationToken cancellationToken)
    {
        while (await TerminalFrame.ReadAsync(stream, cancellationToken).ConfigureAwait(false) is { } frame)
        {
            if (frame.Kind == TerminalFrameKind.Size && frame.ToSize() is { } size) terminal.Resize(size);
            if (frame.Kind != TerminalFrameKind.Bytes) continue;
            try
            {
                await terminal.TypeAsync(frame.Content, cancellationToken).ConfigureAwait(false);
            }
            catch (PortOrchestratorException)
            {
                // The service is about to end; whoever watches is told how.
            }
        }
    }
}
