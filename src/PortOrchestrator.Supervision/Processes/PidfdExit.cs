using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>Learns how a process ended that is somebody else's child.</summary>
internal sealed class PidfdExit : IDisposable
{
    // The parent collects it within a moment; only then does the kernel tell.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly int _pidfd;

    private PidfdExit(int pidfd) => _pidfd = pidfd;

    /// <summary>Holds on to a process; null where the system cannot.</summary>
    public static PidfdExit? Open(int pid) => LinuxCalls.OpenPidfd(pid) is >= 0 and var pidfd ? new PidfdExit(pidfd) : null;

    /// <summary>The exit code of the process, which has ended; null when the system does not tell it.</summary>
    public async Task<int?> ReadAsync(ProcessIdentity process, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        for (var pause = 1; ; pause *= 2)
        {
            // Not collected yet: it is a zombie, whose status can be read on every kernel.
            if (LinuxCalls.ReadExitStatus(_pidfd, out var supported) is { } status) return ExitStatus.ToCode(status);
            if (ZombieStatus.Read(process) is { } seen) return ExitStatus.ToCode(seen);
            if (!supported || time.GetElapsedTime(start) > Patience) return null;
            await Task.Delay(TimeSpan.FromMilliseconds(pause), time, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _ = LinuxCalls.Close(_pidfd);
}
