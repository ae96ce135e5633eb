using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Supervision.Tests.Model;

/// <summary>
/// What outlives a supervisor: processes, the journal, and what checks would say. A supervisor that has been killed still runs its present step to
/// the end, but nothing that it does from then on reaches the world.
/// </summary>
internal sealed class ModelWorld : IProcessInspector, IProcessLauncher, ITreeStopper, IJournal
{
    private readonly Dictionary<string, JournalEntry> _journal = new(StringComparer.Ordinal);
    private int _lastPid = 100;
    private int _boots = 1;
    private int _actsLeft = int.MaxValue;

    public List<ModelProcess> Alive { get; } = [];

    /// <summary>Instances whose check fails.</summary>
    public HashSet<string> Sick { get; } = new(StringComparer.Ordinal);

    /// <summary>Instances whose program cannot be started.</summary>
    public HashSet<string> Broken { get; } = new(StringComparer.Ordinal);

    /// <summary>First processes that a passing check was reported of.</summary>
    public HashSet<ProcessIdentity> SeenHealthy { get; } = [];

    /// <summary>The newest first process of each instance, dead or alive.</summary>
    public Dictionary<string, ProcessIdentity> Newest { get; } = new(StringComparer.Ordinal);

    /// <summary>What happened, for whoever has to understand a violation.</summary>
    public List<string> Trace { get; } = [];

    /// <summary>The first promise that was broken; null while all hold.</summary>
    public string? Violation { get; private set; }

    public bool SupervisorIsDead { get; private set; }

    public string BootId => $"boot {_boots}";

    public IReadOnlyCollection<JournalEntry> Entries => _journal.Values;

    public JournalEntry? Entry(string name) => _journal.GetValueOrDefault(name);

    public void Say(string what) => Trace.Add(what);

    // Remembered, not thrown: the engine rightly survives whatever a start throws.
    public void Broke(string promise) => Violation ??= promise;

    /// <summary>Whether what the supervisor is about to do reaches the world.</summary>
    public bool Act()
    {
        if (!SupervisorIsDead && _actsLeft-- <= 0)
        {
            SupervisorIsDead = true;
            Say("-- the supervisor is killed in the middle of a step");
        }

        return !SupervisorIsDead;
    }

    public void KillSupervisorAfter(int acts) => _actsLeft = acts;

    public void KillSupervisor() => SupervisorIsDead = true;

    public void NewSupervisor()
    {
        SupervisorIsDead = false;
        _actsLeft = int.MaxValue;
    }

    public void Reboot()
    {
        _boots++;
        Alive.Clear();
    }

    public ModelProcess Create(string service, string instanceId, bool isFirst, bool immortal = false)
    {
        var pid = ++_lastPid;
        var process = new ModelProcess(new ProcessIdentity(pid, pid, BootId), service, instanceId, isFirst) { Immortal = immortal };
        Alive.Add(process);
        if (isFirst) Newest[service] = process.Identity;
        return process;
    }

    public IReadOnlyList<ModelProcess> Tree(ProcessIdentity? root, string? instanceId) =>
        [.. Alive.Where(p => p.Identity == root || (instanceId is not null && p.InstanceId == instanceId))];

    public ProcessIdentity? Identify(int pid) => Alive.Find(p => p.Identity.Pid == pid)?.Identity;

    public bool IsAlive(ProcessIdentity process) => Alive.Exists(p => p.Identity == process);

    public IReadOnlyList<ProcessIdentity> FindTree(ProcessIdentity root, string? instanceId, IReadOnlyCollection<ProcessIdentity>? known = null) =>
        [.. Tree(root, instanceId).Select(p => p.Identity)];

    public IReadOnlyList<ProcessIdentity> FindMarked(string instanceId) => [.. Tree(null, instanceId).Select(p => p.Identity)];

    public bool IsBusy(ProcessIdentity process) => false;

    public bool Signal(ProcessIdentity process, int signal) => false;

    public Task WaitForExitAsync(ProcessIdentity process, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<int?> WaitForExitCodeAsync(ProcessIdentity process, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public string? CommandLine(int pid) => null;

    public LaunchedProcess Launch(LaunchRequest request) => throw new NotSupportedException();

    public Task<TreeStopResult> StopAsync(TreeStopRequest request, CancellationToken force, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public IReadOnlyList<JournalEntry> Load() => [.. _journal.Values];

    public void Save(IReadOnlyCollection<JournalEntry> entries)
    {
        if (!Act()) return;
        foreach (var entry in entries)
        {
            if (_journal.GetValueOrDefault(entry.Snapshot.Name)?.Snapshot.State != entry.Snapshot.State) Say($"   {entry.Snapshot} ({entry.Snapshot.Reason})");
            _journal[entry.Snapshot.Name] = entry;
        }
    }

    public ConfigurationWatch? LoadConfigurationWatch() => null;

    public void SaveConfigurationWatch(ConfigurationWatch? watch)
    {
    }

    public IReadOnlyList<ReplicaScale> LoadScales() => [];

    public void SaveScales(IReadOnlyCollection<ReplicaScale> scales)
    {
    }

    public void Remove(IReadOnlyCollection<string> names)
    {
        if (!Act()) return;
        foreach (var name in names) _journal.Remove(name);
    }

    public void Dispose()
    {
    }
}
