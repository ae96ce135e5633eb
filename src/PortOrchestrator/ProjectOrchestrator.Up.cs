using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Protocol;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator;

public sealed partial class ProjectOrchestrator
{
    private const int Attempts = 3;

    /// <summary>Starts what is not running and waits until everything required is ready. Idempotent.</summary>
    /// <param name="options">Which services and how long.</param>
    /// <param name="progress">Told of every change of a service, in order.</param>
    /// <param name="cancellationToken">Ends the wait; what was started goes on.</param>
    /// <exception cref="ConfigurationException">The configuration is missing or has errors.</exception>
    /// <exception cref="PortOrchestratorException">
    /// A named service does not exist, no supervisor could be started, or <see cref="UpOptions.OnlyIfApproved"/> is set and the configuration is not
    /// approved (<see cref="ErrorCode.NotApproved"/>).
    /// </exception>
    public async Task<UpResult> UpAsync(
        UpOptions? options = null, IProgress<ServiceSnapshot>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new UpOptions();
        using var limit = new TimeLimit(options.Timeout, _surroundings.Options.TimeProvider, cancellationToken);
        var loaded = await AdmitAsync(options, cancellationToken).ConfigureAwait(false);
        var names = Plan(loaded.Graph!, options).Steps.Select(s => s.Service.Name).ToList();
        if (names.Count == 0) return await NothingToDoAsync(loaded.Result, cancellationToken).ConfigureAwait(false);
        var start = new StartRequest(options, loaded.Result, names)
        {
            IsApproval = true,
            AskAsync = async (client, prepared, spec, token) => StartReply.From(await client.UpAsync(
                new UpCommand
                {
                    Project = Asked(spec),
                    Services = names,
                    IsPart = IsShared,
                    Restart = [.. prepared.Again],
                    ForSessions = options.ForSessions,
                    Watch = options.WatchConfiguration ? ReloadArguments.Of(_surroundings) : null,
                },
                token).ConfigureAwait(false)),
        };
        return await StartAsync(start, limit, progress, cancellationToken).ConfigureAwait(false);
    }

    private async Task<UpResult> NothingToDoAsync(ConfigurationResult configuration, CancellationToken cancellationToken) => new()
    {
        Outcome = UpOutcome.NothingToDo,
        Snapshot = await AddUnstartedAsync(await PresentAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false),
        Warnings = [.. Warnings(configuration)],
    };

    // Ports first: as long as one that is needed cannot be had, nothing that runs is touched.
    private async Task<UpResult> StartAsync(StartRequest start, TimeLimit limit, IProgress<ServiceSnapshot>? progress, CancellationToken cancellationToken)
    {
        var (options, configuration, names) = start;
        var warnings = new List<string>(Warnings(configuration));
        var before = await PresentAsync(cancellationToken).ConfigureAwait(false);
        var entries = Journal.Read(Project);
        // It starts while the ports are taken; until it has a command it touches nothing.
        var early = new EarlySupervisor(before.Supervisor is null ? StartedClientAsync(cancellationToken) : null);
        await using var starting = early.ConfigureAwait(false);
        if (start.IsApproval) await RecordApprovalAsync(options, configuration, cancellationToken).ConfigureAwait(false);
        await Registry.RegisterCheckoutAsync(Project, cancellationToken).ConfigureAwait(false);
        var prepared = await PrepareAsync(options, configuration.Definition!, names, before, entries, cancellationToken).ConfigureAwait(false);
        warnings.AddRange(prepared.Ports.ProjectWarnings);
        var blocking = start.Blocking(prepared);
        if (blocking.Any(c => c.Required))
        {
            await ReleaseNewAsync(prepared, configuration.Definition!, cancellationToken).ConfigureAwait(false);
            return new UpResult { Outcome = UpOutcome.PortConflict, Snapshot = prepared.Before, Conflicts = blocking, Warnings = warnings };
        }

        await HandOverAsync(options, prepared.Before, warnings, limit.Token).ConfigureAwait(false);
        var joined = new List<(ProjectIdentity Owner, string Service)>();
        SharedStart shared;
        SupervisorClient client;
        StartReply reply;
        var isAsked = false;
        try
        {
            shared = await StartSharedAsync(start, prepared, joined, limit, cancellationToken).ConfigureAwait(false);
            if (shared.Conflicts.Any(c => c.Required))
            {
                await LeaveInVainAsync(joined).ConfigureAwait(false);
                return new UpResult { Outcome = UpOutcome.PortConflict, Snapshot = prepared.Before, Conflicts = shared.Conflicts, Warnings = warnings };
            }

            var spec = shared.Apply(Resolve(configuration.Definition!, shared.Correct(prepared.Ports)));
            warnings.AddRange(spec.Services.Where(s => prepared.Starting.Contains(s.Name)).SelectMany(s => s.Warnings.Select(w => $"{s.Name}: {w}")));
            foreach (var service in configuration.Definition!.Services.Where(s => start.Announces(prepared, s.Name)))
                progress?.Report(Unstarted(service) with { State = ServiceState.Pending });
            (client, reply) = await AskSupervisorAsync(
                token => early.Take() ?? StartedClientAsync(token), (c, token) => AskAsync(c, spec, token), cancellationToken).ConfigureAwait(false);
        }
        catch when (!isAsked)
        {
            // Nothing here will follow them. Once the supervisor was asked it may, whatever becomes of the answer.
            await LeaveInVainAsync(joined).ConfigureAwait(false);
            throw;
        }

        using var connection = client;
        reply = shared.Apply(reply);
        warnings.AddRange(reply.Warnings);
        var follower = new SnapshotFollower(client, progress) { Leaving = reply.Stopped };
        await using var following = follower.ConfigureAwait(false);
        follower.Apply(reply.Snapshot);
        follower.Start();

        var awaited = start.Awaited(reply);
        var required = configuration.Definition!.Services.Where(s => s.Required && awaited.Contains(s.Name)).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var settled = true;
        if (options.Wait) settled = await follower.WaitAsync(s => HasFate(s, required) && !reply.Stopped.Any(n => Lives(s, n)), limit.Token).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var snapshot = await AddUnstartedAsync(follower.Ended ? JournalSnapshot() : follower.Current ?? reply.Snapshot, cancellationToken).ConfigureAwait(false);
        var failures = Failures(snapshot, awaited);
        var warned = snapshot.Services.Where(s => reply.Started.Contains(s.Name)).SelectMany(s => s.Warnings.Select(w => $"{s.Name}: {w}"));
        var supervisorLost = options.Wait && settled && follower.Ended && !HasFate(snapshot, required);
        return new UpResult
        {
            Outcome = Outcome(options, settled && !supervisorLost, failures, reply, snapshot, required),
            Snapshot = snapshot,
            ProjectExitCode = snapshot.Services.FirstOrDefault(s => s.ProjectExitCode is not null)?.ProjectExitCode,
            Started = reply.Started,
            Joined = [.. joined.Select(j => j.Service).Except(reply.Started)],
            Stopped = reply.Stopped,
            Changed = reply.Changed,
            Failures = failures,
            Conflicts = blocking,
            Notices = [.. shared.Reused.Where(r => prepared.Starting.Contains(r.Key)).Select(r => r.Value)],
            Warnings = [.. warnings.Concat(warned).Distinct()],
        };

        Task<StartReply> AskAsync(SupervisorClient asked, ProjectSpec spec, CancellationToken token)
        {
            isAsked = true;
            return start.AskAsync(asked, prepared, spec, token);
        }
    }

    private static IEnumerable<string> Warnings(ConfigurationResult configuration) =>
        configuration.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Warning).Select(Sentence);

    private async Task<UpPreparation> PrepareAsync(
        UpOptions options,
        ProjectDefinition definition,
        IReadOnlyList<string> names,
        ProjectSnapshot before,
        IReadOnlyList<JournalEntry> entries,
        CancellationToken cancellationToken)
    {
        var shared = await PlanSharedAsync(options, definition, names, cancellationToken).ConfigureAwait(false);
        // What a service that died without a supervisor left behind is ended before the service starts again.
        var remains = before.Supervisor is null ? entries.Where(Journal.LeftSomething).Select(e => e.Snapshot.Name).ToHashSet(StringComparer.Ordinal) : [];
        // Of what several share, each of them knows a part.
        if (!IsShared) await new FormerPorts(Registry, Project, definition).ReleaseAsync(entries, name => IsActive(before, name), cancellationToken).ConfigureAwait(false);
        var programs = await Scout.FindProgramsAsync(definition, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var again = Restarted(options, before);
            var starting = names.Where(n => again.Contains(n) || !IsActive(before, n)).ToHashSet(StringComparer.Ordinal);
            var ours = OwnListeners(before, again, remains);
            var engines = await Scout.LookAsync(programs, definition, starting, n => ours.Contains(n) || MayBeOurs(entries, n), cancellationToken).ConfigureAwait(false);
            var planner = new PortPlanner(Registry, Project, definition, shared, engines);
            var ports = await planner.PlanAsync(starting, ours.Contains, cancellationToken).ConfigureAwait(false);
            var prepared = new UpPreparation(before, again, starting, ports);
            var blocking = ports.Conflicts.Where(c => starting.Contains(c.Service)).ToList();
            if (blocking.Count == 0) return prepared;
            // Another start of this checkout may have begun, since we looked, what now holds the port.
            before = await PresentAsync(cancellationToken).ConfigureAwait(false);
            if (!blocking.Any(c => IsActive(before, c.Service) && !IsActive(prepared.Before, c.Service))) return prepared;
        }
    }

    private static UpOutcome Outcome(
        UpOptions options, bool settled, IReadOnlyList<ServiceFailure> failures, StartReply reply, ProjectSnapshot snapshot, HashSet<string> required)
    {
        if (snapshot.Services.Any(s => s.ProjectExitCode is not null)) return UpOutcome.ProjectEnded;
        if (options.Wait && failures.Any(f => f.Required)) return UpOutcome.ServiceFailed;
        if (!settled) return UpOutcome.TimedOut;
        if (reply.Started.Count > 0) return UpOutcome.Ready;
        return snapshot.Services.Where(s => required.Contains(s.Name)).All(s => s.IsReady) ? UpOutcome.AlreadyRunning : UpOutcome.Ready;
    }

    private static string Sentence(Diagnostic diagnostic) =>
        (diagnostic.Location is { } place ? place + ": " : "") + diagnostic.Message + (diagnostic.Hint is { } hint ? $" ({hint})" : "");

    private static HashSet<string> Restarted(UpOptions options, ProjectSnapshot before)
    {
        // A finished task that is named runs again; one that merely belongs to the project stays done.
        var named = options.Selection.Services.ToHashSet(StringComparer.Ordinal);
        if (options.Restart && named.Count == 0) return before.Services.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        return before.Services.Where(s => IsNamed(s, named) && (options.Restart || s.State == ServiceState.Completed))
            .Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
    }

    // Ports of what runs, or was launched by us, are answered by our own service.
    private static HashSet<string> OwnListeners(ProjectSnapshot before, HashSet<string> again, HashSet<string> remains)
    {
        var names = before.Services
            .Where(s => s.State is ServiceState.Launched or ServiceState.Starting or ServiceState.Running or ServiceState.Restarting or ServiceState.Stopping
                || again.Contains(s.Name))
            .Select(s => s.Name);
        return names.Concat(remains).ToHashSet(StringComparer.Ordinal);
    }

    // What was not ready in time was not stopped, and what was starting when its supervisor was killed may run by now.
    private static bool MayBeOurs(IReadOnlyList<JournalEntry> entries, string name) => entries.Any(e =>
        e.Snapshot.Name == name && e is { Process: not null, Spec.IsExternal: false }
        && e.Snapshot.State is ServiceState.Failed or ServiceState.Restarting or ServiceState.Starting or ServiceState.Completed);

    private static bool IsActive(ProjectSnapshot snapshot, string name) => snapshot.Services.Any(s => s.Name == name
        && s.State is ServiceState.Pending or ServiceState.Starting or ServiceState.Running or ServiceState.Launched or ServiceState.External
            or ServiceState.Restarting or ServiceState.Scheduled);

    private static bool Lives(ProjectSnapshot snapshot, string name) =>
        IsActive(snapshot, name) || snapshot.Services.Any(s => s.Name == name && s.State == ServiceState.Stopping);

    private static bool HasFate(ProjectSnapshot snapshot, HashSet<string> required)
    {
        if (snapshot.Services.Any(s => s.ProjectExitCode is not null)) return !snapshot.Services.Any(s => Lives(snapshot, s.Name));
        var all = snapshot.Services.Where(s => required.Contains(s.Name)).ToList();
        return all.Any(s => s.State is ServiceState.Failed) || all.All(s => s.IsReady || HasEnded(s.State));
    }

    private static bool HasEnded(ServiceState state) =>
        state is ServiceState.Failed or ServiceState.Skipped or ServiceState.Stopped or ServiceState.Disabled or ServiceState.Completed;
}
