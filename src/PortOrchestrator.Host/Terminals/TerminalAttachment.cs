using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;
using PortOrchestrator.Host.Commands.Sessions;
using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Host.Terminals;

/// <summary>
/// Joins the user's terminal to a service's until the detach key, a signal, or the end of either. However it ends, the user's terminal is left as
/// it was found, also out of the modes that the service has switched on in it.
/// </summary>
internal sealed class TerminalAttachment(IKeyboardTerminal user, ISignalSource signals, TerminalConnection service, byte detachKey)
{
    // Colours off, the usual character set.
    private const string Plain = "\u001b[0m\u000f";

    private static readonly PosixSignal[] Endings = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
    private static readonly TimeSpan LastKeys = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource<AttachmentEnd> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Keys, and null for another size.
    private readonly Channel<byte[]?> _outgoing = Channel.CreateUnbounded<byte[]?>(new UnboundedChannelOptions { SingleReader = true });

    public async Task<AttachmentEnd> RunAsync()
    {
        var registrations = Endings.Select(s => signals.Register(s, () => End(AttachmentEnd.Signalled))).ToList();
        if (!OperatingSystem.IsWindows()) registrations.Add(signals.Register(PosixSignal.SIGWINCH, () => _outgoing.Writer.TryWrite(null)));
        try
        {
            return await JoinAsync().ConfigureAwait(false);
        }
        finally
        {
            // Last of all: until the terminal is as it was, no signal may end the program.
            foreach (var registration in registrations) registration.Dispose();
        }
    }

    private async Task<AttachmentEnd> JoinAsync()
    {
        using var over = new CancellationTokenSource();
        using var raw = user.MakeRaw();
        var modes = new TerminalModes();
        try
        {
            var showing = ShowAsync(modes, over.Token);
            var sending = SendAsync(over.Token);
            new Thread(ReadKeys) { IsBackground = true, Name = "keys" }.Start();
            var end = await _end.Task.ConfigureAwait(false);
            _outgoing.Writer.TryComplete();
            over.CancelAfter(end == AttachmentEnd.Detached ? LastKeys : TimeSpan.Zero);
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await over.CancelAsync().ConfigureAwait(false);
            await showing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return end;
        }
        finally
        {
            Leave(modes);
        }
    }

    private async Task ShowAsync(TerminalModes modes, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var bytes in service.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                modes.Read(bytes.Span);
                user.Write(bytes.Span);
            }

            End(service.Ending is null ? AttachmentEnd.SupervisorGone : AttachmentEnd.ServiceEnded);
        }
        catch (IOException)
        {
            // The user's terminal is gone.
            End(AttachmentEnd.Signalled);
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        await foreach (var keys in _outgoing.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (keys is null) await service.ResizeAsync(user.Size, cancellationToken).ConfigureAwait(false);
            else await service.WriteAsync(keys, cancellationToken).ConfigureAwait(false);
        }
    }

    // On a thread of its own, which waits for a key when the program ends.
    private void ReadKeys()
    {
        var buffer = new byte[4096];
        while (user.Read(buffer) is > 0 and var count)
        {
            var keys = buffer.AsSpan(0, count);
            var detach = keys.IndexOf(detachKey);
            if (detach != 0) _outgoing.Writer.TryWrite(keys[..(detach < 0 ? count : detach)].ToArray());
            if (detach < 0) continue;
            End(AttachmentEnd.Detached);
            return;
        }

        End(AttachmentEnd.Signalled);
    }

    private void Leave(TerminalModes modes)
    {
        try
        {
            user.Write(Encoding.ASCII.GetBytes(modes.Undo + Plain + "\r\n"));
        }
        catch (IOException)
        {
            // There is nobody to leave it to.
        }
    }

    private bool End(AttachmentEnd how)
    {
        _end.TrySetResult(how);
        return true;
    }
}
