using PortOrchestrator.Supervision.Engine;
using PortOrchestrator.Supervision.Journal;

namespace PortOrchestrator.Supervision.Tests.Model;

internal sealed partial class ModelRun
{
    private const int CalmRounds = 400;

    private void Hold()
    {
        if (_world.Violation is { } violation) throw new ModelViolation(violation);
        foreach (var entry in _world.Entries)
        {
            var name = entry.Snapshot.Name;
            // What is no longer in the file is forgotten once it is down.
            if (_project.Find(name) is null && !entry.Wanted) continue;
            if (entry.Wanted != _model.IsWanted(name)) throw new ModelViolation($"{name} is {(entry.Wanted ? "" : "not ")}wanted, against the last command for it");
        }
    }

    /// <summary>Nothing goes wrong any more, and time passes until nothing happens any more.</summary>
    private void Calm()
    {
        _world.Say("-- calm");
        _world.Sick.Clear();
        _world.Broken.Clear();
        _world.KillSupervisorAfter(int.MaxValue);
        for (var i = 0; i < _world.Alive.Count; i++) _world.Alive[i] = _world.Alive[i] with { Immortal = false };
        if (_engine is null) Begin(resumesAtOnce: true);
        var quiet = 0;
        for (var round = 0; quiet < 3; round++)
        {
            if (round == CalmRounds) throw new ModelViolation($"it does not come to rest: {States()}");
            var before = States();
            Handle();
            if (_effects is not { } effects) break;
            foreach (var operation in effects.Operations.ToList()) effects.Complete(operation);
            foreach (var task in _world.Alive.Where(p => IsFirst(p) && _world.Entry(p.Service)?.Spec.Definition.Kind == ServiceKind.Task).ToList())
                ModelEffects.End(_world, effects, task, 0);
            effects.CheckAll();
            Handle();
            var moved = States() != before;
            quiet = effects.IsIdle && !moved ? quiet + 1 : 0;
            // Time passes only when everything else has had its turn.
            if (!effects.IsIdle && !moved && effects.Operations.Count == 0) effects.Ring(urgentOnly: true);
            Hold();
        }

        foreach (var entry in _world.Entries) HasAFate(entry);
    }

    // When a supervisor dies before it has written a pid, and that process before anybody looks, what it has left behind is taken for it.
    private bool IsFirst(ModelProcess process) => process.IsFirst || _world.Entry(process.Service)?.Process == process.Identity;

    private void HasAFate(JournalEntry entry)
    {
        var (name, state) = (entry.Snapshot.Name, entry.Snapshot.State);
        var of = _world.Alive.Where(p => p.Service == name).ToList();
        var wanted = _model.IsWanted(name);
        if (state is ServiceState.Pending or ServiceState.Starting or ServiceState.Restarting or ServiceState.Stopping)
            throw new ModelViolation($"{name} is {state} for ever");
        if (!wanted && state is ServiceState.Running or ServiceState.Launched or ServiceState.Scheduled) throw new ModelViolation($"{name} is {state} although it was stopped");
        if (wanted && state == ServiceState.Stopped && !_rebooted.Contains(name) && _project.Find(name) is not null) throw new ModelViolation($"{name} is stopped although it was asked for");
        if (state == ServiceState.Running && of.Count(IsFirst) != 1) throw new ModelViolation($"{name} is running with {of.Count(IsFirst)} processes");
        if (state is ServiceState.Failed or ServiceState.Stopped && of.Count > 0 && entry.Snapshot.Reason?.Contains("lives on", StringComparison.Ordinal) != true)
            throw new ModelViolation($"{name} is {state} and {of.Count} of its processes live");
        if (state == ServiceState.Skipped && wanted && !HasACause(entry)) throw new ModelViolation($"{name} is skipped ({entry.Snapshot.Reason}) for a reason that has passed");
    }

    private bool HasACause(JournalEntry skipped) => _world.Entries.Any(e =>
        e.Snapshot.State is ServiceState.Failed or ServiceState.Skipped or ServiceState.Stopped or ServiceState.Completed
        && (e.Snapshot.Tier < skipped.Snapshot.Tier || skipped.Spec.Definition.Dependencies.Any(d => d.Service == e.Snapshot.Name)));

    private void AllIsUp()
    {
        foreach (var service in _project.Instances)
        {
            var state = _world.Entry(service.Name)?.Snapshot.State;
            var up = service.Kind == ServiceKind.Task ? state == ServiceState.Completed
                : state is ServiceState.Running or ServiceState.Launched || (service.Schedule is not null && state == ServiceState.Scheduled);
            if (!up) throw new ModelViolation($"{service.Name} is {state} although nothing is in its way: {_world.Entry(service.Name)?.Snapshot.Reason}");
        }
    }

    private void AllIsDown()
    {
        if (_world.Alive.Count > 0) throw new ModelViolation($"{_world.Alive[0].Service}, pid {_world.Alive[0].Identity.Pid}, lives after everything was brought down");
    }

    private async Task AllAreAnsweredAsync()
    {
        foreach (var answer in _answers) await answer.WaitAsync(TimeSpan.FromSeconds(30)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_answers.Exists(a => !a.IsCompleted)) throw new ModelViolation("a command was never answered");
    }

    /// <summary>Called at every start: whoever is needed ready has been so.</summary>
    private void CheckStart(ServiceInstance instance)
    {
        foreach (var dependency in instance.NextSpec.Definition.Dependencies.Where(d => d.Condition == DependencyCondition.Ready))
        {
            foreach (var target in _project.Instances.Where(s => s.Name == dependency.Service && s is { Required: true, Schedule: null }))
            {
                if (target.Kind == ServiceKind.Task || !_model.IsWanted(target.Name)) continue;
                var run = _world.Newest.GetValueOrDefault(target.Name);
                if (run is null || (target.Readiness is not null && !_world.SeenHealthy.Contains(run)))
                    _world.Broke($"{instance.Name} is started before {target.Name} was ready");
            }
        }
    }

    private string States() => string.Join(' ', _world.Entries.Select(e => $"{e.Snapshot.Name}:{e.Snapshot.State}:{e.Snapshot.Version}"));
}
