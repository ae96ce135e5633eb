using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>Learns how a process ended that is somebody else's child.</summary>
internal sealed class PidfdExit : IDisposable
{
    // The parent collects it within a moment, on a busy machine a longer one; only then does the kernel tell.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    private readonly int _pidfd;

    private PidfdExit(int pidfd) => _pidfd = pidfd;

    /// <summary>Holds on to a process; null where the system cannot.</summary>
    public static PidfdExit? Open(int pid) => LinuxCalls.OpenPidfd(pid) is >= 0 and var pidfd ? new PidfdExit(pidfd) : null;

    /// <summary>The exit code of the process, which has ended; null when the system does not tell it.</summary>
    public async Task<int?> ReadAsync(ProcessIdentity process, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var wasGone = false;
        for (var pause = TimeSpan.FromMilliseconds(1); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (LinuxCalls.ReadExitStatus(_pidfd, out var error) is { } status) return ExitStatus.ToCode(status);
            // Not collected yet: it is a zombie, whose status can be read on every kernel.
            if (ZombieStatus.Read(process) is { } seen) return ExitStatus.ToCode(seen);
            var gone = error == Errno.NoProcess;
            // Collected, and the kernel did not keep it; once may be the very moment of the collection.
            if ((error != 0 && !gone) || (gone && wasGone) || time.GetElapsedTime(start) > Patience) return null;
            wasGone = gone;
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _ = LinuxCalls.Close(_pidfd);
}
