using PortOrchestrator.Supervision.Specs;
using PortOrchestrator.Supervision.Tests.Engine;
using Fixed = PortOrchestrator.Supervision.Tests.Engine.Specs;

namespace PortOrchestrator.Supervision.Tests.Model;

/// <summary>A made-up configuration that changes now and then. Dependencies point to earlier services, and tiers never fall.</summary>
internal sealed class ModelProject
{
    private const int MostCopies = 3;

    // What a service that runs on can fulfil, and what a task can: whoever waits for the impossible rightly waits for ever.
    private static readonly DependencyCondition[] OfServices = [DependencyCondition.Ready, DependencyCondition.Started, DependencyCondition.Running];
    private static readonly DependencyCondition[] OfTasks =
        [DependencyCondition.Ready, DependencyCondition.Started, DependencyCondition.Completed, DependencyCondition.CompletedSuccessfully];

    private readonly Random _random;
    private readonly List<ServiceDefinition> _services = [];
    private readonly Dictionary<string, int> _copies = new(StringComparer.Ordinal);
    private int _made;

    public ModelProject(Random random)
    {
        _random = random;
        for (var i = 0; i < 6; i++) Append();
        _copies[_services[^1].Name] = 1;
    }

    /// <summary>The services with their copies, in start order.</summary>
    public IReadOnlyList<ServiceDefinition> Instances => [.. _services.SelectMany(Copies).Select(NeedsEachCopy)];

    public ProjectSpec Spec => new() { Project = Fixed.Project, Services = [.. Instances.Select(s => s.Spec() with { Command = [s.StartCommand!.Arguments![^1]] })] };

    public ServiceDefinition? Find(string name) => Instances.FirstOrDefault(s => s.Name == name);

    /// <summary>Edits the file: a service more, one fewer, another command, other dependencies, or another rule.</summary>
    public void Change()
    {
        var index = _random.Next(_services.Count);
        switch (_random.Next(5))
        {
            case 0 when _services.Count < 8:
                Append();
                break;
            case 1 when _services.Count > 4:
                Remove(index);
                break;
            case 2:
                _services[index] = _services[index] with { StartCommand = CommandLine.Exec("run", $"{_services[index].Name}-{++_made}") };
                break;
            case 3:
                _services[index] = _services[index] with { Dependencies = Dependencies(index) };
                break;
            default:
                _services[index] = _services[index] with { Restart = Restart(_services[index].Kind), Required = _random.Next(4) != 0 };
                break;
        }
    }

    /// <summary>Gives the service that has copies another number of them.</summary>
    public string Scale()
    {
        var (name, _) = _copies.First();
        _copies[name] = _random.Next(1, MostCopies + 1);
        return name;
    }

    private void Remove(int index)
    {
        var name = _services[index].Name;
        if (_copies.ContainsKey(name)) return;
        _services.RemoveAt(index);
        for (var i = 0; i < _services.Count; i++)
            _services[i] = _services[i] with { Dependencies = [.. _services[i].Dependencies.Where(d => d.Service != name)] };
    }

    private IEnumerable<ServiceDefinition> Copies(ServiceDefinition service) => !_copies.TryGetValue(service.Name, out var count)
        ? [service]
        : Enumerable.Range(0, count).Select(i => service with { Name = i == 0 ? service.Name : $"{service.Name}-{i}", ReplicaOf = service.Name, Replica = i });

    // As a configuration is read: who needs a service needs each of its copies.
    private ServiceDefinition NeedsEachCopy(ServiceDefinition service) => service with
    {
        Dependencies = [.. service.Dependencies.SelectMany(d => Copies(_services.Find(s => s.Name == d.Service)!).Select(c => d with { Service = c.Name }))],
    };

    private void Append()
    {
        var name = $"s{++_made}";
        var check = new ProbeDefinition { Check = new ExecCheck { Command = CommandLine.Exec("check", name) } };
        var service = new ServiceDefinition
        {
            Name = name,
            StartCommand = CommandLine.Exec("run", name),
            WorkingDirectory = "/",
            MinUptime = TimeSpan.Zero,
            Tier = Math.Min(3, (_services.Count > 0 ? _services[^1].Tier : 0) + (_random.Next(3) == 0 ? 1 : 0)),
            Required = _random.Next(4) != 0,
            Readiness = _random.Next(2) == 0 ? check : null,
            Liveness = _random.Next(4) == 0 ? check with { Action = _random.Next(2) == 0 ? LivenessAction.Restart : LivenessAction.Report } : null,
            Dependencies = Dependencies(_services.Count),
        };
        service = _random.Next(8) switch
        {
            0 or 1 => service with { Kind = ServiceKind.Task, Readiness = null, Liveness = null },
            7 => service with { Kind = ServiceKind.Daemon, Readiness = check },
            2 => service with { MayLaunch = true, Readiness = check },
            3 => service with { Schedule = new ScheduleDefinition { Interval = TimeSpan.FromSeconds(_random.Next(1, 20)), RunOnStart = _random.Next(2) == 0 }, Liveness = null },
            _ => service,
        };
        _services.Add(service with { Restart = Restart(service.Kind) });
    }

    private List<ServiceDependency> Dependencies(int index) => [.. _services.Take(index)
        .Where(_ => _random.Next(3) == 0)
        .Select(s => new ServiceDependency { Service = s.Name, Condition = Condition(s.Kind == ServiceKind.Task ? OfTasks : OfServices) })];

    private DependencyCondition Condition(DependencyCondition[] possible) => possible[_random.Next(possible.Length)];

    private RestartDefinition Restart(ServiceKind kind) => new()
    {
        Policy = (kind, _random.Next(3)) switch
        {
            (_, 0) => RestartPolicy.No,
            (not ServiceKind.Task, 1) => RestartPolicy.Always,
            _ => RestartPolicy.OnFailure,
        },
        IsExplicit = _random.Next(2) == 0,
        MaxRestarts = _random.Next(2) == 0 ? _random.Next(4) : null,
        WithDependency = _random.Next(5) == 0,
        OnLostReadiness = _random.Next(5) == 0,
    };
}
