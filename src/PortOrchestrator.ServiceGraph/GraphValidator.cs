using System.Globalization;

namespace PortOrchestrator.ServiceGraph;

internal sealed class GraphValidator(GraphIndex index)
{
    private const int HighestMachineTier = 2;

    private readonly List<Diagnostic> _findings = [];

    public IReadOnlyList<Diagnostic> Validate()
    {
        for (var i = 0; i < index.Count; i++)
        {
            CheckName(i);
            CheckScope(index.Services[i]);
            CheckDependencies(index.Services[i]);
        }

        foreach (var cycle in CycleFinder.Find(index)) AddCycle(cycle);
        return _findings;
    }

    private void CheckName(int position)
    {
        var service = index.Services[position];
        if (index.Positions[service.Name] == position) return;
        Error(GraphDiagnosticCodes.DuplicateService, $"There is more than one service named '{service.Name}'.", service.Location, "give each service a name of its own");
    }

    private void CheckScope(ServiceDefinition service)
    {
        if (service is not { Scope: ServiceScope.Machine, Tier: > HighestMachineTier }) return;
        Error(
            GraphDiagnosticCodes.MachineTier,
            $"'{service.Name}' is of the whole machine and of tier 3, which is for what belongs to one project.",
            service.Location,
            "give it a tier from 0 to 2, or the scope project");
    }

    private void CheckDependencies(ServiceDefinition service)
    {
        var conditions = new Dictionary<string, DependencyCondition>(StringComparer.Ordinal);
        foreach (var dependency in service.Dependencies)
        {
            var place = dependency.Location ?? service.Location;
            if (!conditions.TryAdd(dependency.Service, dependency.Condition))
            {
                var first = conditions[dependency.Service];
                if (first == dependency.Condition) continue;
                Error(
                    GraphDiagnosticCodes.ContradictingConditions,
                    $"'{service.Name}' depends on '{dependency.Service}' twice: once until '{first.Word()}' and once until '{dependency.Condition.Word()}'.",
                    place,
                    "keep one of the two");
            }
            else if (dependency.Service == service.Name)
            {
                Error(GraphDiagnosticCodes.SelfDependency, $"'{service.Name}' depends on itself.", place, "remove this dependency");
            }
            else if (!index.Positions.TryGetValue(dependency.Service, out var target))
            {
                AddUnknown(service, dependency.Service, place);
            }
            else
            {
                CheckTarget(service, index.Services[target], place);
            }
        }
    }

    private void AddUnknown(ServiceDefinition service, string name, SourceLocation? place)
    {
        var meant = NameSuggestion.Closest(name, index.Positions.Keys);
        var hint = meant is null ? $"define a service named '{name}' or remove this dependency" : $"did you mean '{meant}'?";
        Error(GraphDiagnosticCodes.UnknownDependency, $"'{service.Name}' depends on '{name}', which is not a service.", place, hint);
    }

    private void CheckTarget(ServiceDefinition service, ServiceDefinition target, SourceLocation? place)
    {
        if (target.Tier > service.Tier)
        {
            var message = string.Create(
                CultureInfo.InvariantCulture,
                $"'{service.Name}' of tier {service.Tier} depends on '{target.Name}' of the higher tier {target.Tier}, which starts later.");
            var hint = string.Create(
                CultureInfo.InvariantCulture,
                $"move '{service.Name}' to tier {target.Tier}, or '{target.Name}' to tier {service.Tier} or below");
            Error(GraphDiagnosticCodes.HigherTier, message, place, hint);
        }

        if (target.Scope < service.Scope)
        {
            Error(
                GraphDiagnosticCodes.NarrowerScope,
                $"'{service.Name}' is shared by {Sharers(service.Scope)} and depends on '{target.Name}', of which each {(target.Scope == ServiceScope.Project ? "project" : "checkout")} has its own.",
                place,
                $"give '{target.Name}' the scope {service.Scope.ToString().ToLowerInvariant()}, or '{service.Name}' that of '{target.Name}'");
        }

        if (!target.Disabled || service.Disabled) return;
        _findings.Add(new Diagnostic
        {
            Severity = DiagnosticSeverity.Warning,
            Code = GraphDiagnosticCodes.DisabledDependency,
            Message = $"'{service.Name}' depends on '{target.Name}', which is disabled and therefore not waited for.",
            Location = place,
            Hint = $"enable '{target.Name}', or remove this dependency",
        });
    }

    private static string Sharers(ServiceScope scope) => scope == ServiceScope.Machine ? "all projects of the machine" : "all checkouts of the project";

    private void AddCycle(int[] cycle)
    {
        var names = cycle.Append(cycle[0]).Select(i => index.Services[i].Name);
        var first = index.Services[cycle[0]];
        var second = index.Services[cycle[1]].Name;
        var edge = first.Dependencies.First(d => d.Service == second);
        Error(
            GraphDiagnosticCodes.Cycle,
            $"These services wait for each other: {string.Join(" -> ", names)}.",
            edge.Location ?? first.Location,
            "remove one of these dependencies");
    }

    private void Error(string code, string message, SourceLocation? place, string hint) =>
        _findings.Add(new Diagnostic { Severity = DiagnosticSeverity.Error, Code = code, Message = message, Location = place, Hint = hint });
}
