using System.Text;
using PortOrchestrator.Supervision.Protocol;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Host.Api;

/// <summary>Carries a service's terminal over one connection until either end is over.</summary>
internal static class TerminalRelay
{
    public static async Task RunAsync(ServiceTerminal terminal, TerminalSize size, string? attachment, Stream stream, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var watch = terminal.Watch(size, attachment);
        var showing = ShowAsync(watch, stream, over.Token);
        var typing = TypeAsync(terminal, watch, stream, over.Token);
        await Task.WhenAny(showing, typing).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(showing, typing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task ShowAsync(TerminalWatch watch, Stream stream, CancellationToken cancellationToken)
    {
        var told = -1L;
        await foreach (var bytes in watch.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (watch.Taken is var taken && taken != told) await TerminalFrame.Taken(told = taken).WriteAsync(stream, cancellationToken).ConfigureAwait(false);
            if (bytes.Length > 0) await new TerminalFrame(TerminalFrameKind.Bytes, bytes).WriteAsync(stream, cancellationToken).ConfigureAwait(false);
        }

        if (watch.Ending is { } how)
            await new TerminalFrame(TerminalFrameKind.Ended, Encoding.UTF8.GetBytes(how)).WriteAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    private static async Task TypeAsync(ServiceTerminal terminal, TerminalWatch watch, Stream stream, CancellationToken cancellationToken)
    {
        while (await TerminalFrame.ReadAsync(stream, cancellationToken).ConfigureAwait(false) is { } frame)
        {
            if (frame.Kind == TerminalFrameKind.Size && frame.ToSize() is { } size) terminal.Resize(size);
            if (frame.Kind != TerminalFrameKind.Bytes) continue;
            try
            {
                await terminal.TypeAsync(frame.Content, watch, cancellationToken).ConfigureAwait(false);
            }
            catch (PortOrchestratorException)
            {
                // The service is about to end, and whoever watches is told how; or another program goes on, which says what it knows of.
            }
        }
    }
}
