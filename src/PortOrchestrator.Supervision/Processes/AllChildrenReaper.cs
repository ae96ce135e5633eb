using System.Runtime.InteropServices;
using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>Collects every ended child on one thread, which sleeps in the kernel.</summary>
internal sealed unsafe class AllChildrenReaper : IReaper
{
    private readonly Dictionary<int, TaskCompletionSource<int>> _waiting = [];
    private readonly Dictionary<ProcessIdentity, Task<int>> _inherited = [];
    private readonly SemaphoreSlim _registered = new(0);
    private readonly ManualResetEventSlim _collecting = new(true);
    private readonly object _spawn;
    private readonly string _bootId;
    private readonly Action<ReapedOrphan>? _orphanReaped;
    private volatile bool _disposed;

    /// <param name="spawn">Held while a process is spawned and registered.</param>
    /// <param name="bootId">Which boot this is.</param>
    /// <param name="options">Who learns of children that were not registered, and which are there already.</param>
    public AllChildrenReaper(object spawn, string bootId, LauncherOptions options)
    {
        _spawn = spawn;
        _bootId = bootId;
        _orphanReaped = options.OrphanReaped;
        foreach (var child in options.Children.Where(IsUncollected)) _inherited[child] = Register(child.Pid);
        new Thread(Reap) { IsBackground = true, Name = "reaper" }.Start();
    }

    public Task<int> Register(int pid)
    {
        var exited = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add(pid, exited);
        _registered.Release();
        return exited.Task;
    }

    public Task<int>? Find(ProcessIdentity process) => _inherited.GetValueOrDefault(process);

    public bool Held
    {
        get => !_collecting.IsSet;
        set
        {
            if (value) _collecting.Reset();
            else _collecting.Set();
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _collecting.Set();
        _registered.Release();
    }

    private void Reap()
    {
        var info = stackalloc int[64];
        while (!_disposed)
        {
            _collecting.Wait();
            if (_disposed) return;
            // Only looks: the exit is collected under the lock, when a process just spawned has been registered.
            if (Libc.WaitId(Libc.AllChildren, 0, info, Libc.ExitedFlag | Libc.NoWaitFlag) == 0) Collect(info[PidIndex]);
            else if (Marshal.GetLastPInvokeError() == Errno.NoChild) WaitForFirstChild();
        }
    }

    // Whoever ran in this process in between, such as a shell that starts the program, may have collected it: then nothing would ever be told of it.
    private static bool IsUncollected(ProcessIdentity child) =>
        ProcessStat.Read(child.Pid) is { } stat && stat.StartTime == child.StartTime && stat.Parent == Environment.ProcessId;

    // siginfo_t: three numbers, then on Linux the union, aligned to 8 bytes.
    private static int PidIndex => OperatingSystem.IsMacOS() ? 3 : 4;

    private void WaitForFirstChild()
    {
        // Orphans come from descendants only, so without a child there is nothing to collect until the next launch.
        _registered.Wait();
        while (_registered.Wait(0))
        {
        }
    }

    private void Collect(int pid)
    {
        TaskCompletionSource<int>? exited;
        var stat = ProcessStat.Read(pid);
        int status;
        lock (_spawn)
        {
            if (Held || _disposed) return;
            if (Libc.WaitPid(pid, out status, 0) != pid) return;
            _waiting.Remove(pid, out exited);
        }

        var code = ExitStatus.ToCode(status);
        if (exited is not null) exited.TrySetResult(code);
        else _orphanReaped?.Invoke(new ReapedOrphan(new ProcessIdentity(pid, stat?.StartTime ?? 0, _bootId), code));
    }
}
