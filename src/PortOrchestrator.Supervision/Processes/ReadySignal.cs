using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>
/// How a process tells the one that has started it that it is ready: it writes into a pipe, which ends by itself when the process does. Costs nothing
/// while it waits, and no try comes too early.
/// </summary>
internal sealed class ReadySignal : IDisposable
{
    /// <summary>The number of the descriptor in the process that is started.</summary>
    public const int Descriptor = 3;

    /// <summary>It answers.</summary>
    public const byte Ready = 1;

    /// <summary>Another one does its work already.</summary>
    public const byte NotNeeded = 2;

    private readonly AnonymousPipeServerStream _pipe = new(PipeDirection.In, HandleInheritability.None);

    /// <summary>Starts the process that is to tell.</summary>
    public LaunchedProcess Launch(IProcessLauncher launcher, LaunchRequest request)
    {
        var process = launcher.Launch(request with { ReadyDescriptor = (int)_pipe.ClientSafePipeHandle.DangerousGetHandle() });
        // From here on only that process, and what it hands it to, keep the pipe open.
        _pipe.DisposeLocalCopyOfClientHandle();
        return process;
    }

    /// <summary>Waits until it is told.</summary>
    /// <returns><see cref="Ready"/> or <see cref="NotNeeded"/>; null when nobody is left to tell.</returns>
    /// <exception cref="TimeoutException">The time is over.</exception>
    public async Task<byte?> WaitAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var told = new byte[1];
        return await _pipe.ReadAsync(told, CancellationToken.None).AsTask().WaitAsync(patience, cancellationToken).ConfigureAwait(false) > 0 ? told[0] : null;
    }

    public void Dispose() => _pipe.Dispose();

    /// <summary>Tells, in the process that was started with the descriptor.</summary>
    /// <param name="what"><see cref="Ready"/> or <see cref="NotNeeded"/>.</param>
    public static void Tell(byte what)
    {
        using var handle = Take();
        using var stream = new FileStream(handle, FileAccess.Write, bufferSize: 0);
        try
        {
            stream.WriteByte(what);
        }
        catch (IOException)
        {
            // Whoever has started it is gone.
        }
    }

    /// <summary>Leaves the telling to a process that was given the descriptor too.</summary>
    public static void Leave() => Take().Dispose();

    private static SafeFileHandle Take() => new(Descriptor, ownsHandle: true);
}
