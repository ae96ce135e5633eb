using PortOrchestrator.Sessions;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Supervision.Engine;

public sealed partial class SupervisorEngine
{
    private ProjectSnapshot HearSessions()
    {
        LookAtSessions();
        var all = FullSnapshot();
        // What only waits for its dependents to stop is as good as stopped for whoever wants it from now on.
        var leaving = _instances.Where(i => i is { StopRequested: true, IsActive: true }).Select(i => i.Name).ToHashSet(StringComparer.Ordinal);
        return leaving.Count == 0 ? all : all with { Services = [.. all.Services.Select(s => leaving.Contains(s.Name) ? s with { State = ServiceState.Stopping } : s)] };
    }

    // Without anything that runs for sessions nobody looks, and it costs nothing. What is shared stops for want of users, not of sessions.
    private void LookAtSessions()
    {
        if (_options.Project.Scope != ServiceScope.Checkout) return;
        if (_instances.Exists(i => i is { ForSessions: true, IsActive: true })) _sessions?.Look();
        else _sessions?.Rest();
    }

    private void KeepFor(UpCommand command)
    {
        foreach (var name in command.Services.Concat(command.Restart))
        {
            if (!_byName.TryGetValue(name, out var instance)) continue;
            // What somebody has asked for by himself stays his, however many sessions want it too.
            if (!command.ForSessions) instance.ForSessions = false;
            else if (!instance.IsActive) instance.ForSessions = true;
        }

        if (command.ForSessions) Post(LookAtSessions);
    }

    private void HearUsage(SessionUsage usage)
    {
        if (usage.Live.Count > 0) return;
        var over = usage.GraceLeft == TimeSpan.Zero;
        var due = _instances.Where(i => i is { ForSessions: true, IsActive: true, StopRequested: false, IsStopping: false } && IsDue(i, usage.Last, over)).ToList();
        var kept = Needed(_instances.Where(i => i.IsActive && !due.Contains(i)));
        due.RemoveAll(i => kept.Contains(i.Definition.Name));
        if (due.Count == 0) return;
        Log.SessionsOver(_log, $"{usage.Last?.Agent}".ToLowerInvariant(), usage.Last?.SessionId ?? "none is known", string.Join(", ", due.Select(i => i.Name)));
        StopAll(due, end: false, because: "the last session has ended");
        Evaluate();
        Release([.. due.Where(i => i.IsFollowed).Select(i => i.Name)]);
    }

    // What others run is not stopped by that: it is no longer used from here, which the command tells whoever runs it.
    private void Release(IReadOnlyList<string> services)
    {
        if (services.Count == 0 || _options.Program.Count == 0) return;
        var environment = OwnEnvironment.Read();
        environment[StatePaths.HomeVariable] = _options.Paths.Home;
        _options.Launcher.Launch(new LaunchRequest
        {
            Arguments = [.. _options.Program, "stop", .. services, "--project", _options.Project.Root],
            WorkingDirectory = "/",
            Environment = environment,
            OutputPath = _options.Paths.SessionLog(_options.Project),
        });
    }

    private static bool IsDue(ServiceInstance instance, SessionInfo? last, bool over)
    {
        // What others run is only given up here; when it stops is for those to decide.
        var written = instance.IsFollowed ? null : instance.NextSpec.Definition.StopPolicy;
        return (written ?? last?.StopPolicy ?? StopPolicy.Grace) switch
        {
            StopPolicy.Never => false,
            StopPolicy.Immediate => true,
            _ => over,
        };
    }

    /// <summary>What services depend on, directly or not.</summary>
    private HashSet<string> Needed(IEnumerable<ServiceInstance> services)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<ServiceInstance>(services);
        while (open.TryPop(out var instance))
        {
            foreach (var dependency in instance.Definition.Dependencies)
            {
                if (!needed.Add(dependency.Service)) continue;
                foreach (var other in _byService[dependency.Service]) open.Push(other);
            }
        }

        return needed;
    }
}
