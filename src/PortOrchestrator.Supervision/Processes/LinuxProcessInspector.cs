using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>Looks at processes through /proc and pidfds. Thread-safe.</summary>
public sealed class LinuxProcessInspector : IProcessInspector, ITreeFinder, IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly string _bootId = Processes.BootId.Read();
    private readonly Lazy<PidfdWatcher> _watcher = new(() => new PidfdWatcher());
    private readonly ProcessSurveyor _surveyor = new();
    private readonly TimeProvider _time;

    /// <summary>Creates an inspector.</summary>
    /// <param name="time">The clock; the system's when null. It matters only on kernels without pidfds (before 5.3).</param>
    public LinuxProcessInspector(TimeProvider? time = null) => _time = time ?? TimeProvider.System;

    /// <inheritdoc/>
    public string BootId => _bootId;

    /// <inheritdoc/>
    public ProcessIdentity? Identify(int pid) =>
        ProcessStat.Read(pid) is { IsAlive: true } stat ? new ProcessIdentity(pid, stat.StartTime, _bootId) : null;

    /// <inheritdoc/>
    public bool IsAlive(ProcessIdentity process) => Identify(process.Pid) == process;

    /// <inheritdoc/>
    public IReadOnlyList<ProcessIdentity> FindTree(
        ProcessIdentity root, string? instanceId, IReadOnlyCollection<ProcessIdentity>? known = null) =>
        root.BootId == _bootId ? FindTree(_surveyor.Look(), root, instanceId, known ?? []) : [];

    async Task<IReadOnlyList<ProcessIdentity>> ITreeFinder.FindTreeAsync(ProcessIdentity root, string? instanceId, IReadOnlyCollection<ProcessIdentity> known) =>
        root.BootId == _bootId ? FindTree(await _surveyor.LookAsync().ConfigureAwait(false), root, instanceId, known) : [];

    /// <inheritdoc/>
    public IReadOnlyList<ProcessIdentity> FindMarked(string instanceId) =>
        [.. _surveyor.Look().Table.Values.Where(s => s.Pid != Environment.ProcessId && _surveyor.IsMarked(s, instanceId)).Select(s => new ProcessIdentity(s.Pid, s.StartTime, _bootId))];

    /// <inheritdoc/>
    public bool IsBusy(ProcessIdentity process) =>
        ProcessStat.Read(process.Pid) is { } stat && stat.StartTime == process.StartTime && BusyTree.IsBusy(stat);

    /// <inheritdoc/>
    public bool Signal(ProcessIdentity process, int signal)
    {
        var pidfd = LinuxCalls.OpenPidfd(process.Pid);
        if (pidfd < 0)
        {
            return Marshal.GetLastPInvokeError() != Errno.NoProcess && IsAlive(process) && Libc.Kill(process.Pid, signal) == 0;
        }

        try
        {
            // The pidfd holds on to one process; only then is it certain which.
            return IsAlive(process) && LinuxCalls.SendSignal(pidfd, signal) == 0;
        }
        finally
        {
            _ = LinuxCalls.Close(pidfd);
        }
    }

    /// <inheritdoc/>
    public async Task WaitForExitAsync(ProcessIdentity process, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var pidfd = LinuxCalls.OpenPidfd(process.Pid);
        if (pidfd >= 0 && IsAlive(process))
        {
            await _watcher.Value.WaitAsync(pidfd, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (pidfd >= 0) _ = LinuxCalls.Close(pidfd);
        while (IsAlive(process)) await Task.Delay(PollInterval, _time, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<int?> WaitForExitCodeAsync(ProcessIdentity process, CancellationToken cancellationToken = default)
    {
        // Opened while it lives: the kernel tells how a process ended to whoever held on to it before.
        using var exit = PidfdExit.Open(process.Pid);
        var held = exit is not null && IsAlive(process);
        await WaitForExitAsync(process, cancellationToken).ConfigureAwait(false);
        return held ? await exit!.ReadAsync(process, _time, cancellationToken).ConfigureAwait(false) : null;
    }

    /// <inheritdoc/>
    public string? CommandLine(int pid)
    {
        var buffer = new byte[4096];
        var length = ProcFile.Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/cmdline"), buffer);
        return length is > 0 ? Encoding.UTF8.GetString(buffer, 0, length.Value).TrimEnd('\0').Replace('\0', ' ') : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_watcher.IsValueCreated) _watcher.Value.Dispose();
    }

    private List<ProcessIdentity> FindTree(ProcessSurvey survey, ProcessIdentity root, string? instanceId, IReadOnlyCollection<ProcessIdentity> known) =>
        [.. ProcessTree.Find(survey, root, instanceId, known, _surveyor.IsMarked).Select(s => new ProcessIdentity(s.Pid, s.StartTime, _bootId))];
}
