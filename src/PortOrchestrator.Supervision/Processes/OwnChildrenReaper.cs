using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>Waits for each launched process by itself and so leaves all other children of the program alone.</summary>
internal sealed class OwnChildrenReaper : IReaper
{
    private readonly CancellationTokenSource _disposed = new();
    private readonly Lazy<PidfdWatcher> _watcher = new(() => new PidfdWatcher());

    public Task<int> Register(int pid)
    {
        var pidfd = OperatingSystem.IsLinux() ? LinuxCalls.OpenPidfd(pid) : -1;
        return pidfd < 0 ? WaitOnThread(pid) : WaitAsync(pid, pidfd);
    }

    public void Dispose()
    {
        _disposed.Cancel();
        if (_watcher.IsValueCreated) _watcher.Value.Dispose();
        _disposed.Dispose();
    }

    private async Task<int> WaitAsync(int pid, int pidfd)
    {
        await _watcher.Value.WaitAsync(pidfd, _disposed.Token).ConfigureAwait(false);
        return Collect(pid);
    }

    // Only where the system has no pidfds: a thread for each process.
    private static Task<int> WaitOnThread(int pid)
    {
        var exited = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => exited.TrySetResult(Collect(pid))) { IsBackground = true, Name = $"wait {pid}" }.Start();
        return exited.Task;
    }

    private static int Collect(int pid)
    {
        int status, result;
        do result = Libc.WaitPid(pid, out status, 0);
        while (result < 0 && System.Runtime.InteropServices.Marshal.GetLastPInvokeError() == Errno.Interrupted);
        return result == pid ? ExitStatus.ToCode(status) : -1;
    }
}
