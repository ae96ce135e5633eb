using System.Collections.Concurrent;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Tests.Engine;

/// <summary>A made-up system: processes that live until the test or a stop ends them. The command's first word is the service.</summary>
internal sealed class FakeSystem : IProcessLauncher, IProcessInspector, ITreeStopper
{
    private readonly object _gate = new();
    private readonly Dictionary<ProcessIdentity, (string Name, string? InstanceId, TaskCompletionSource<int> Exit)> _alive = [];
    private int _pid = 100;

    /// <summary>What a command "check NAME" says.</summary>
    public ConcurrentDictionary<string, bool> Healthy { get; } = new();

    /// <summary>Names whose "check NAME" never ends by itself.</summary>
    public ConcurrentDictionary<string, bool> Hanging { get; } = new();

    /// <summary>What happened, in order: "start NAME", "stop NAME", "kill NAME", "run COMMAND".</summary>
    public ConcurrentQueue<string> Events { get; } = new();

    /// <summary>Names of services that end only when they are forced or this set no longer has them.</summary>
    public ConcurrentDictionary<string, bool> Stubborn { get; } = new();

    /// <summary>Set when two processes of one service lived at one time.</summary>
    public string? Twice { get; private set; }

    public int Count(string name)
    {
        lock (_gate) return _alive.Values.Count(p => p.Name == name);
    }

    public LaunchedProcess Launch(LaunchRequest request)
    {
        if (request.OutputPath is { } output) File.AppendAllText(output, "");
        lock (_gate)
        {
            var name = request.Arguments[0];
            var identity = new ProcessIdentity(++_pid, _pid, "boot");
            if (name == "check" && Hanging.ContainsKey(request.Arguments[1])) return new LaunchedProcess(identity, new TaskCompletionSource<int>().Task);
            if (name == "check") return new LaunchedProcess(identity, Task.FromResult(Healthy.GetValueOrDefault(request.Arguments[1], true) ? 0 : 1));
            if (name == "halt")
            {
                Events.Enqueue("run " + string.Join(' ', request.Arguments));
                return new LaunchedProcess(identity, Task.FromResult(0));
            }

            if (name == "missing") throw new LaunchException("there is no program 'missing'");
            if (_alive.Values.Any(p => p.Name == name)) Twice = name;
            Events.Enqueue("start " + name);
            var exit = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            _alive.Add(identity, (name, request.Environment.GetValueOrDefault("PORTORCH_INSTANCE"), exit));
            return new LaunchedProcess(identity, exit.Task);
        }
    }

    /// <summary>A process that an earlier supervisor started.</summary>
    public ProcessIdentity Existing(string name, string? instanceId = null)
    {
        lock (_gate)
        {
            var identity = new ProcessIdentity(++_pid, _pid, "boot");
            _alive.Add(identity, (name, instanceId, new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously)));
            return identity;
        }
    }

    /// <summary>Ends the process of a service.</summary>
    public bool Exit(string name, int code)
    {
        lock (_gate)
        {
            foreach (var (identity, process) in _alive)
            {
                if (process.Name == name) return End(identity, code);
            }

            return false;
        }
    }

    public string BootId => "boot";

    public IReadOnlyList<ProcessIdentity> FindMarked(string instanceId)
    {
        lock (_gate) return [.. _alive.Where(p => p.Value.InstanceId == instanceId).Select(p => p.Key)];
    }

    public async Task<int?> WaitForExitCodeAsync(ProcessIdentity process, CancellationToken cancellationToken = default)
    {
        await WaitForExitAsync(process, cancellationToken);
        return null;
    }

    public ProcessIdentity? Identify(int pid)
    {
        lock (_gate) return _alive.Keys.FirstOrDefault(p => p.Pid == pid);
    }

    public bool IsAlive(ProcessIdentity process)
    {
        lock (_gate) return _alive.ContainsKey(process);
    }

    public IReadOnlyList<ProcessIdentity> FindTree(ProcessIdentity root, string? instanceId, IReadOnlyCollection<ProcessIdentity>? known = null)
    {
        lock (_gate) return [.. _alive.Where(p => p.Key == root || (instanceId is not null && p.Value.InstanceId == instanceId)).Select(p => p.Key)];
    }

    public bool IsBusy(ProcessIdentity process) => false;

    public bool Signal(ProcessIdentity process, int signal) => false;

    public async Task WaitForExitAsync(ProcessIdentity process, CancellationToken cancellationToken = default)
    {
        Task exit;
        lock (_gate) exit = _alive.TryGetValue(process, out var found) ? found.Exit.Task : Task.CompletedTask;
        await exit.WaitAsync(cancellationToken);
    }

    public string? CommandLine(int pid) => null;

    public void Dispose()
    {
    }

    public async Task<TreeStopResult> StopAsync(TreeStopRequest request, CancellationToken force, CancellationToken cancellationToken = default)
    {
        string? name;
        lock (_gate) name = _alive.TryGetValue(request.Root, out var found) ? found.Name : null;
        await Task.Yield();
        var killed = false;
        while (name is not null && Stubborn.ContainsKey(name) && !killed)
        {
            killed = force.IsCancellationRequested;
            await Task.Delay(1, cancellationToken);
        }

        lock (_gate)
        {
            if (name is not null) Events.Enqueue((killed ? "kill " : "stop ") + name);
            foreach (var member in FindTree(request.Root, request.InstanceId)) End(member, killed ? 137 : 143);
        }

        return killed ? new TreeStopResult { Killed = [$"{name} (pid {request.Root.Pid})"] } : new TreeStopResult();
    }


    private bool End(ProcessIdentity identity, int code) => _alive.Remove(identity, out var process) && process.Exit.TrySetResult(code);
}
