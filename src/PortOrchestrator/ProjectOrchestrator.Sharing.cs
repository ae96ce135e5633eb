using PortOrchestrator.ConfigParsers;
using PortOrchestrator.Supervision.Protocol;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator;

public sealed partial class ProjectOrchestrator
{
    // What belongs to a wider scope is run by the supervisor of that scope, and followed by this one.
    private bool IsShared => Project.Scope != ServiceScope.Checkout;

    private IReadOnlyList<SharedGroup> GroupsOf(ProjectDefinition definition) =>
        SharedGroup.Of(Project, definition, _loaded?.Machine, () => MachineServicesFile.Owner(_surroundings));

    private ProjectOrchestrator Of(SharedGroup group) => new(_surroundings, new ProjectLocation { Identity = group.Owner })
    {
        _loaded = new LoadedConfiguration(new ConfigurationResult { Definition = group.Definition }, null) { Machine = _loaded?.Machine },
    };

    private ProjectIdentity OwnerOf(ServiceScope scope) => scope <= Project.Scope ? Project
        : scope == ServiceScope.Machine ? MachineServicesFile.Owner(_surroundings) : SharedScope.OfProject(Project);

    private ProjectSpec Asked(ProjectSpec spec) => IsShared ? AskedBy(spec, Project) : spec;

    private static ProjectSpec AskedBy(ProjectSpec spec, ProjectIdentity asker) =>
        spec with { Services = [.. spec.Services.Select(s => s.RunBy is null ? s with { AskedBy = s.AskedBy ?? asker } : s)] };

    private void RefuseShared(ProjectDefinition definition, string service, string what)
    {
        if (definition.Services.FirstOrDefault(s => s.Name == service || s.ReplicaOf == service) is not { } found || found.Scope <= Project.Scope) return;
        throw new PortOrchestratorException(
            ErrorCode.InvalidArgument, $"'{service}' is shared, with the scope {found.Scope.ToString().ToLowerInvariant()}, and cannot be {what} from one checkout.");
    }

    // Ports first: nothing shared is started for a start that is refused.
    private async Task<SharedPlan> PlanSharedAsync(
        UpOptions options, ProjectDefinition definition, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var groups = GroupsOf(definition);
        if (groups.Count == 0) return SharedPlan.None;
        var ports = new Dictionary<string, IReadOnlyList<ServicePort>>(StringComparer.Ordinal);
        var conflicts = new List<ServicePortConflict>();
        foreach (var group in groups)
        {
            var wanted = Wanted(group, names);
            var scope = Of(group);
            var before = await scope.PresentAsync(cancellationToken).ConfigureAwait(false);
            var prepared = await scope.PrepareAsync(
                OptionsFor(group, options, isChange: false), group.Definition, wanted, before, Journal.Read(group.Owner), cancellationToken).ConfigureAwait(false);
            var running = prepared.Before.Services.Where(s => IsActive(prepared.Before, s.Name)).ToDictionary(s => s.Name, s => s.Ports, StringComparer.Ordinal);
            foreach (var name in group.Names) ports[name] = running.GetValueOrDefault(name) ?? prepared.Ports.Ports.GetValueOrDefault(name) ?? [];
            conflicts.AddRange(prepared.Ports.Conflicts.Where(c => prepared.Starting.Contains(c.Service)));
        }

        return new SharedPlan { Ports = ports, Conflicts = conflicts };
    }

    /// <param name="start">What is started.</param>
    /// <param name="prepared">Its ports, and what ran before.</param>
    /// <param name="joined">Gets what the checkout has not used before, while that is written down.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    private async Task<SharedStart> StartSharedAsync(
        StartRequest start, UpPreparation prepared, List<(ProjectIdentity Owner, string Service)> joined, TimeLimit limit, CancellationToken cancellationToken)
    {
        var definition = start.Configuration.Definition!;
        if (_surroundings.Options.Machine && Project.Scope == ServiceScope.Machine)
            await _surroundings.Users.AddAsync(Project, Project, start.Names, cancellationToken).ConfigureAwait(false);
        var result = SharedStart.None;
        foreach (var group in GroupsOf(definition))
        {
            var one = await StartGroupAsync(group, start, prepared, joined, limit, cancellationToken).ConfigureAwait(false);
            result = new SharedStart
            {
                Specs = Union(result.Specs, one.Specs),
                Started = [.. result.Started, .. one.Started],
                Changed = Union(result.Changed, one.Changed),
                Reused = Union(result.Reused, one.Reused),
                Warnings = [.. result.Warnings, .. one.Warnings],
                Conflicts = [.. result.Conflicts, .. one.Conflicts],
            };
        }

        return result;
    }

    private async Task<SharedStart> StartGroupAsync(
        SharedGroup group,
        StartRequest start,
        UpPreparation prepared,
        List<(ProjectIdentity Owner, string Service)> joined,
        TimeLimit limit,
        CancellationToken cancellationToken)
    {
        var scope = Of(group);
        // What was stopped by hand is not brought back by a change of the file.
        var wanted = Wanted(group, start.Names);
        if (start.IsChange) wanted.RemoveAll(n => !IsActive(prepared.Before, n) && prepared.Before.Services.Any(s => s.Name == n));
        ProjectSnapshot? snapshot = null;
        var result = new SharedStart();
        if (wanted.Count > 0)
        {
            var options = OptionsFor(group, start.Options, start.IsChange);
            var (up, drifts, users) = await UseAsync(scope, group, options, wanted, start.Names, joined, limit, cancellationToken).ConfigureAwait(false);
            snapshot = up.Snapshot;
            result = result with { Started = up.Started, Warnings = up.Warnings, Conflicts = up.Conflicts, Reused = Reused(wanted, up, users) };
            if (up.Outcome == UpOutcome.PortConflict) await LeaveAsync([.. wanted.Where(n => !IsActive(up.Snapshot, n)).Select(n => (group.Owner, n))], cancellationToken).ConfigureAwait(false);
            else if (start.IsChange && drifts.Keys.Where(n => users.All(u => u.Service != n || IsThis(u.User))).ToList() is { Count: > 0 } alone)
            {
                // Nobody else would notice.
                options = options with { Restart = true, Selection = new ServiceGraph.StartSelection { Services = alone } };
                (up, _) = await scope.StartScopeAsync(options, group, alone, start.Names, Project, limit, cancellationToken).ConfigureAwait(false);
                snapshot = up.Snapshot;
                result = result with
                {
                    Started = [.. result.Started, .. up.Started],
                    Changed = alone.ToDictionary(n => n, n => drifts[n], StringComparer.Ordinal),
                    Warnings = [.. result.Warnings.Where(w => !alone.Exists(n => w.StartsWith(n + ":", StringComparison.Ordinal)))],
                };
                drifts = new Dictionary<string, string>();
            }

            return result with { Specs = Followed(group, prepared, snapshot, drifts) };
        }

        return result with { Specs = Followed(group, prepared, null, new Dictionary<string, string>()) };
    }

    // Written before the services are asked for, so that whoever looks whether anybody uses them sees it. Who stops one by name, or all of them, crosses
    // that out before the stop: whoever finds it crossed out after the start came in between, and says both once more.
    private async Task<(UpResult Up, IReadOnlyDictionary<string, string> Drifts, IReadOnlyList<ServiceUser> Users)> UseAsync(
        ProjectOrchestrator scope,
        SharedGroup group,
        UpOptions options,
        IReadOnlyList<string> wanted,
        IReadOnlyList<string> all,
        List<(ProjectIdentity Owner, string Service)> joined,
        TimeLimit limit,
        CancellationToken cancellationToken)
    {
        var began = _surroundings.Options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        IReadOnlyList<string> started = [];
        for (var attempt = 1; ; attempt++)
        {
            var users = IsShared ? [] : await _surroundings.Users.AddAsync(Project, group.Owner, wanted, cancellationToken).ConfigureAwait(false);
            var added = users.Where(u => IsThis(u.User) && wanted.Contains(u.Service) && u.Since.ToUnixTimeMilliseconds() >= began);
            joined.AddRange(added.Select(u => (group.Owner, u.Service)).Except(joined).ToList());
            var (up, drifts) = await scope.StartScopeAsync(options, group, wanted, all, Project, limit, cancellationToken).ConfigureAwait(false);
            up = up with { Started = [.. started.Union(up.Started)] };
            if (IsShared || up.Outcome == UpOutcome.PortConflict || attempt == Attempts) return (up, drifts, users);
            var kept = await _surroundings.Users.ListAsync(group.Owner, cancellationToken).ConfigureAwait(false);
            if (wanted.All(n => kept.Any(u => u.Service == n && IsThis(u.User)))) return (up, drifts, users);
            (started, options) = (up.Started, options with { Restart = false });
        }
    }

    /// <summary>Called of the orchestrator of a wider scope.</summary>
    private async Task<(UpResult Result, IReadOnlyDictionary<string, string> Drifts)> StartScopeAsync(
        UpOptions options, SharedGroup group, IReadOnlyList<string> names, IReadOnlyList<string> all, ProjectIdentity asker, TimeLimit limit, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, string> drifts = new Dictionary<string, string>();
        // What they need of a scope that is wider still is followed there, too.
        var needed = group.Definition.Services.Select(s => s.Name).Where(n => names.Contains(n) || (!group.Names.Contains(n) && all.Contains(n))).ToList();
        var request = new StartRequest(options, _loaded!.Result, needed)
        {
            AskAsync = async (client, prepared, spec, token) =>
            {
                var machine = _loaded.Machine;
                spec = AskedBy(spec with { Services = [.. spec.Services.Select(s => SharedGroup.IsIn(machine, s.Definition) ? s with { AskedBy = Project } : s)] }, asker);
                var reply = await client.UpAsync(
                    new UpCommand { Project = spec, Services = needed, Restart = [.. prepared.Again.Where(names.Contains)], IsPart = true }, token).ConfigureAwait(false);
                drifts = reply.Drifts;
                return StartReply.From(reply);
            },
        };
        var result = await StartAsync(request, limit, progress: null, cancellationToken).ConfigureAwait(false);
        return (result, drifts);
    }

    private Dictionary<string, ServiceSpec> Followed(
        SharedGroup group, UpPreparation prepared, ProjectSnapshot? snapshot, IReadOnlyDictionary<string, string> drifts) => group.Definition.Services
        .Where(s => group.Names.Contains(s.Name))
        .ToDictionary(
            s => s.Name,
            s => FollowedSpec.Of(
                s, group.Owner, snapshot?.Services.FirstOrDefault(k => k.Name == s.Name), prepared.Ports.Ports.GetValueOrDefault(s.Name) ?? [], Paths.LogFolder(group.Owner))
                with
            { Drift = drifts.GetValueOrDefault(s.Name) },
            StringComparer.Ordinal);

    private Dictionary<string, string> Reused(IReadOnlyList<string> wanted, UpResult up, IReadOnlyList<ServiceUser> users)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in wanted.Where(n => !up.Started.Contains(n)))
        {
            var others = users.Where(u => u.Service == name && !IsThis(u.User)).Select(u => SharedScope.Title(u.User)).ToList();
            if (others.Count > 0) result.Add(name, $"{name}: already runs for {others[0]}{(others.Count > 1 ? $" and {others.Count - 1} more" : "")}: reused");
        }

        return result;
    }

    private bool IsThis(ProjectIdentity identity) => identity.ProjectId == Project.ProjectId && identity.Checkout == Project.Checkout;

    private static List<string> Wanted(SharedGroup group, IReadOnlyList<string> names) => [.. names.Where(group.Names.Contains)];

    // Restarted is what was named, never what merely belongs to the project: others use it.
    private static UpOptions OptionsFor(SharedGroup group, UpOptions options, bool isChange)
    {
        var named = options.Selection.Services.Where(n => group.Definition.Services.Any(s => group.Names.Contains(s.Name) && (s.Name == n || s.ReplicaOf == n))).ToList();
        return new UpOptions
        {
            Wait = false,
            Restart = options.Restart && !isChange && named.Count > 0,
            Selection = new ServiceGraph.StartSelection { Services = named },
        };
    }

    private static Dictionary<string, T> Union<T>(IReadOnlyDictionary<string, T> one, IReadOnlyDictionary<string, T> other)
    {
        var result = new Dictionary<string, T>(one, StringComparer.Ordinal);
        foreach (var (key, value) in other) result[key] = value;
        return result;
    }
}
