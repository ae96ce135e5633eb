using PortOrchestrator.Supervision.Engine;
using PortOrchestrator.Supervision.Protocol;
using Fixed = PortOrchestrator.Supervision.Tests.Engine.Specs;

namespace PortOrchestrator.Supervision.Tests.Model;

/// <summary>
/// One life of a project: commands, ends of processes, checks, timers and kills of the supervisor in an order that the seed decides, with the real
/// engine, and a look after every step whether the promises hold.
/// </summary>
internal sealed partial class ModelRun : IDisposable
{
    private readonly ModelWorld _world = new();
    private readonly ModelClock _clock = new();
    private readonly ReferenceModel _model = new();
    private readonly List<Task> _answers = [];
    private readonly HashSet<string> _rebooted = new(StringComparer.Ordinal);
    private readonly Random _random;
    private readonly ModelProject _project;
    private ReferenceModel? _before;
    private SupervisorEngine? _engine;
    private ModelEffects? _effects;

    public ModelRun(int seed)
    {
        _random = new Random(seed);
        _project = new ModelProject(_random);
        foreach (var service in _project.Instances) _world.Say(Describe(service));
    }

    public IReadOnlyList<string> Trace => _world.Trace;

    public async Task GoAsync(int steps)
    {
        Up();
        for (var i = 0; i < steps; i++)
        {
            Step();
            Hold();
        }

        Calm();
        Up();
        Calm();
        AllIsUp();
        Stop([], end: true);
        Calm();
        AllIsDown();
        await AllAreAnsweredAsync().ConfigureAwait(false);
    }

    public void Dispose() => Abandon();

    private void Step()
    {
        switch (_random.Next(100))
        {
            case < 30: Handle(); break;
            case < 42: Operate(); break;
            case < 56: _effects?.Check(_random.Next(1000)); break;
            case < 64: _effects?.Ring(urgentOnly: false); break;
            case < 72: EndSomething(); break;
            case < 80: Toggle(); break;
            case < 94: Command(); break;
            case < 96: KillSupervisor(); break;
            case < 98: _world.KillSupervisorAfter(_random.Next(6)); break;
            case 98 when _random.Next(4) == 0: Reboot(); break;
            default: Watchdog(); break;
        }
    }

    private void Command()
    {
        var names = Some();
        if (_random.Next(10) == 0) _project.Change();
        switch (_random.Next(12))
        {
            case < 3: Up(); break;
            case < 5: Up(names); break;
            case < 7: Up(names, again: true); break;
            case < 9: Stop(names, end: false); break;
            case 9: Stop([], end: true); break;
            case 10: Reload(); break;
            default: Scale(); break;
        }
    }

    private void Up(List<string>? names = null, bool again = false)
    {
        var spec = _project.Spec;
        names ??= [.. spec.Services.Select(s => s.Name)];
        Tell(
            $"{(again ? "restart" : "up")} {string.Join(' ', names)}",
            engine => engine.UpAsync(new UpCommand { Project = spec, Services = names, Restart = again ? names : [] }),
            () => _model.Start(names));
    }

    private void Stop(List<string> names, bool end) => Tell(
        $"stop {(names.Count == 0 ? "everything" : string.Join(' ', names))}",
        engine => engine.StopAsync(new StopCommand { Services = names, End = end }),
        () => _model.Stop(names.Count == 0 ? [.. _model.Wanted.Keys] : names));

    private void Reload()
    {
        if (_world.Entries.Count == 0) return;
        var spec = _project.Spec;
        var names = spec.Services.Select(s => s.Name).ToList();
        Tell(
            "reload",
            engine => engine.ReloadAsync(new ReloadCommand { Project = spec, Services = names }),
            () => _model.Reload(names, [.. _world.Entries.Select(e => e.Snapshot.Name)]));
    }

    // As the front end does it: what is too much is stopped, then the others are asked for.
    private void Scale()
    {
        var service = _project.Scale();
        var kept = _project.Instances.Where(s => s.ReplicaOf == service).Select(s => s.Name).ToList();
        var surplus = _world.Entries.Select(e => e.Snapshot).Where(s => s.Service == service && !kept.Contains(s.Name)).Select(s => s.Name).ToList();
        if (surplus.Count > 0) Stop(surplus, end: false);
        Up(kept);
    }

    // A command starts a supervisor when there is none; what waits in the mailbox is handled before it, as it came.
    private void Tell(string what, Func<SupervisorEngine, Task> ask, Action expect)
    {
        if (_engine is null) Begin(resumesAtOnce: false);
        Handle();
        while (_engine is null)
        {
            Begin(resumesAtOnce: false);
            Handle();
        }

        _world.Say("> " + what);
        _before = _model.Copy();
        expect();
        _answers.Add(ask(_engine));
        Handle();
        _before = null;
    }

    private void Begin(bool resumesAtOnce)
    {
        _world.NewSupervisor();
        _world.Say("-- a supervisor starts");
        var engine = new SupervisorEngine(
            new SupervisorOptions
            {
                Project = Fixed.Project,
                Paths = new StatePaths("/nowhere"),
                Launcher = _world,
                Inspector = _world,
                Stopper = _world,
                Journal = _world,
                TimeProvider = _clock,
                ResumesAtOnce = resumesAtOnce,
            },
            (deliver, saveIntent) => _effects = new ModelEffects(_world, _clock, _random, CheckStart, deliver, saveIntent));
        _engine = engine;
        // Tasks that were done are forgotten by design when nothing of the project lives any more.
        var done = _world.Entries.Where(e => e.Snapshot.State == ServiceState.Completed).Select(e => e.Snapshot.Name).ToList();
        engine.Begin();
        if (_world.SupervisorIsDead) Abandon();
        foreach (var name in done) Believe(name);
    }

    private void Handle()
    {
        if (_engine is not { } engine) return;
        var goesOn = engine.HandleBurst();
        if (_world.SupervisorIsDead)
        {
            Abandon();
        }
        else if (!goesOn)
        {
            _world.Say("-- the supervisor ends");
            engine.Finish();
            Forget();
        }
    }

    private void Operate()
    {
        if (_effects is { Operations.Count: > 0 } effects) effects.Complete(effects.Operations[_random.Next(effects.Operations.Count)]);
    }

    private void EndSomething()
    {
        if (_world.Alive.Count == 0) return;
        var process = _world.Alive[_random.Next(_world.Alive.Count)];
        if (process.Immortal) return;
        // What outlives its parent carries the mark on.
        if (process.IsFirst && _random.Next(4) == 0) _world.Create(process.Service, process.InstanceId, isFirst: false);
        ModelEffects.End(_world, _effects, process, _random.Next(3) switch { 0 => 0, 1 => 1, _ => 137 });
    }

    private void Toggle()
    {
        var name = _project.Instances[_random.Next(_project.Instances.Count)].Name;
        var set = _random.Next(4) == 0 ? _world.Broken : _world.Sick;
        if (!set.Remove(name)) set.Add(name);
    }

    private void KillSupervisor()
    {
        if (_engine is null) return;
        _world.Say("-- the supervisor is killed");
        _world.KillSupervisor();
        Abandon();
    }

    private void Watchdog()
    {
        if (_engine is null && _world.Entries.Count > 0) Begin(resumesAtOnce: true);
    }

    private void Reboot()
    {
        _world.Say("-- the machine is started anew");
        _world.KillSupervisor();
        Abandon();
        _world.Reboot();
        _rebooted.UnionWith(_world.Entries.Select(e => e.Snapshot.Name));
    }

    // Killed: nobody hears its answers, and what it had asked to end ends, or not.
    private void Abandon()
    {
        if (_effects is { } effects && _random.Next(2) == 0)
        {
            foreach (var process in effects.Operations.SelectMany(o => _world.Tree(o.Root, o.InstanceId)).Distinct().Where(p => !p.Immortal).ToList())
                ModelEffects.End(_world, null, process, 143);
        }

        // A command that was being taken has for each service either been heard or not.
        if (_before is { } before)
        {
            foreach (var name in _model.Wanted.Keys.Where(n => before.IsWanted(n) != _model.IsWanted(n)).ToList()) Believe(name);
        }

        _answers.Clear();
        Forget();
    }

    private void Forget()
    {
        _ = _engine?.DisposeAsync().AsTask();
        _engine = null;
        _effects = null;
        _before = null;
    }

    private void Believe(string name) => _model.Believe(name, _world.Entry(name)?.Wanted ?? false);

    private List<string> Some()
    {
        var all = _project.Instances.Select(s => s.Name).ToList();
        var some = all.Where(_ => _random.Next(3) == 0).ToList();
        return some.Count == 0 ? [all[_random.Next(all.Count)]] : some;
    }

    private static string Describe(ServiceDefinition s) =>
        $"{s.Name}: tier {s.Tier}, {s.Kind}{(s.Required ? "" : ", optional")}{(s.Readiness is null ? "" : ", checked")}{(s.Liveness is null ? "" : $", liveness {s.Liveness.Action}")}"
        + $"{(s.MayLaunch ? ", may launch" : "")}{(s.Schedule is null ? "" : ", scheduled")}, restart {s.Restart.Policy}{(s.Restart.IsExplicit ? "!" : "")} max {s.Restart.MaxRestarts}"
        + $"{(s.Restart.WithDependency ? " with dependency" : "")}; needs {string.Join(", ", s.Dependencies.Select(d => $"{d.Service} {d.Condition}"))}";
}
