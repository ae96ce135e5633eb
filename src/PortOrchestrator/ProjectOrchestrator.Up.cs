using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator;

public sealed partial class ProjectOrchestrator
{
    private const int Attempts = 3;

    /// <summary>Starts what is not running and waits until everything required is ready. Idempotent.</summary>
    /// <param name="options">Which services and how long.</param>
    /// <param name="progress">Told of every change of a service, in order.</param>
    /// <param name="cancellationToken">Ends the wait; what was started goes on.</param>
    /// <exception cref="ConfigurationException">The configuration is missing or has errors.</exception>
    /// <exception cref="PortOrchestratorException">A named service does not exist, or no supervisor could be started.</exception>
    public async Task<UpResult> UpAsync(
        UpOptions? options = null, IProgress<ServiceSnapshot>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new UpOptions();
        using var limit = new TimeLimit(options.Timeout, _surroundings.Options.TimeProvider, cancellationToken);
        var (result, graph) = await RequireAsync(runCommands: true, cancellationToken).ConfigureAwait(false);
        var plan = Plan(graph!, options);
        var warnings = new List<string>(result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Warning).Select(Sentence));
        var names = plan.Steps.Select(s => s.Service.Name).ToList();
        if (names.Count == 0)
        {
            var present = await PresentAsync(cancellationToken).ConfigureAwait(false);
            return new UpResult { Outcome = UpOutcome.NothingToDo, Snapshot = present, Warnings = warnings };
        }

        await Registry.RegisterCheckoutAsync(Project, cancellationToken).ConfigureAwait(false);
        var (before, again, starting, ports) = await PrepareAsync(options, result.Definition!, names, cancellationToken).ConfigureAwait(false);
        var blocking = Blocking(ports, starting);
        if (blocking.Any(c => c.Required))
            return new UpResult { Outcome = UpOutcome.PortConflict, Snapshot = before, Conflicts = blocking, Warnings = warnings };

        var command = new UpCommand { Project = Resolve(result.Definition!, ports), Services = names, Restart = [.. again] };
        warnings.AddRange(command.Project.Services.Where(s => starting.Contains(s.Name)).SelectMany(s => s.Warnings.Select(w => $"{s.Name}: {w}")));
        foreach (var service in result.Definition!.Services.Where(s => starting.Contains(s.Name)))
            progress?.Report(Unstarted(service) with { State = ServiceState.Pending });
        var (client, reply) = await AskSupervisorAsync(StartedClientAsync, (c, token) => c.UpAsync(command, token), cancellationToken).ConfigureAwait(false);
        using var connection = client;
        warnings.AddRange(reply.Warnings);
        var follower = new SnapshotFollower(client, progress);
        await using var following = follower.ConfigureAwait(false);
        follower.Apply(reply.Snapshot);
        follower.Start();

        var required = plan.Steps.Where(s => s.Service.Required).Select(s => s.Service.Name).ToHashSet(StringComparer.Ordinal);
        var settled = true;
        if (options.Wait) settled = await follower.WaitAsync(s => HasFate(s, required), limit.Token).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var snapshot = await AddUnstartedAsync(follower.Ended ? JournalSnapshot() : follower.Current ?? reply.Snapshot, cancellationToken).ConfigureAwait(false);
        var failures = Failures(snapshot, names);
        var warned = snapshot.Services.Where(s => reply.Started.Contains(s.Name)).SelectMany(s => s.Warnings.Select(w => $"{s.Name}: {w}"));
        var supervisorLost = options.Wait && settled && follower.Ended && !HasFate(snapshot, required);
        return new UpResult
        {
            Outcome = Outcome(options, settled && !supervisorLost, failures, reply, snapshot, required),
            Snapshot = snapshot,
            Started = reply.Started,
            Failures = failures,
            Conflicts = blocking,
            Warnings = [.. warnings.Concat(warned).Distinct()],
        };
    }

    private async Task<UpPreparation> PrepareAsync(
        UpOptions options, ProjectDefinition definition, List<string> names, CancellationToken cancellationToken)
    {
        var before = await PresentAsync(cancellationToken).ConfigureAwait(false);
        var entries = Journal.Read(Project);
        var former = new FormerPorts(Registry, Project, definition);
        await former.ReleaseAsync(entries, name => IsActive(before, name), cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var again = Restarted(options, before);
            var starting = names.Where(n => again.Contains(n) || !IsActive(before, n)).ToHashSet(StringComparer.Ordinal);
            var ours = OwnListeners(before, again, entries);
            var planner = new PortPlanner(Registry, Project, definition);
            var ports = await planner.PlanAsync(starting, ours.Contains, cancellationToken).ConfigureAwait(false);
            var prepared = new UpPreparation(before, again, starting, ports);
            var blocking = Blocking(ports, starting);
            if (blocking.Count == 0) return prepared;
            // Another start of this checkout may have begun, since we looked, what now holds the port.
            before = await PresentAsync(cancellationToken).ConfigureAwait(false);
            entries = Journal.Read(Project);
            if (!blocking.Any(c => IsActive(before, c.Service) && !IsActive(prepared.Before, c.Service))) return prepared;
        }
    }

    private static List<ServicePortConflict> Blocking(PortPlan ports, HashSet<string> starting) =>
        [.. ports.Conflicts.Where(c => starting.Contains(c.Service))];

    private static UpOutcome Outcome(
        UpOptions options, bool settled, IReadOnlyList<ServiceFailure> failures, UpReply reply, ProjectSnapshot snapshot, HashSet<string> required)
    {
        if (options.Wait && failures.Any(f => f.Required)) return UpOutcome.ServiceFailed;
        if (!settled) return UpOutcome.TimedOut;
        if (reply.Started.Count > 0) return UpOutcome.Ready;
        return snapshot.Services.Where(s => required.Contains(s.Service)).All(s => s.IsReady) ? UpOutcome.AlreadyRunning : UpOutcome.Ready;
    }

    private static string Sentence(Diagnostic diagnostic) =>
        (diagnostic.Location is { } place ? place + ": " : "") + diagnostic.Message + (diagnostic.Hint is { } hint ? $" ({hint})" : "");

    private static HashSet<string> Restarted(UpOptions options, ProjectSnapshot before)
    {
        // A finished task that is named runs again; one that merely belongs to the project stays done.
        var named = options.Selection.Services.ToHashSet(StringComparer.Ordinal);
        if (options.Restart) return named.Count > 0 ? named : before.Services.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        return before.Services.Where(s => named.Contains(s.Service) && s.State == ServiceState.Completed).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
    }

    // Ports of what runs, or was launched by us, are answered by our own service.
    private HashSet<string> OwnListeners(ProjectSnapshot before, HashSet<string> again, IReadOnlyList<JournalEntry> entries)
    {
        var names = before.Services
            .Where(s => s.State is ServiceState.Launched or ServiceState.Starting or ServiceState.Running or ServiceState.Restarting or ServiceState.Stopping
                || again.Contains(s.Name))
            .Select(s => s.Service);
        // What a service that died without a supervisor left behind is ended before the service starts again.
        var remains = before.Supervisor is null ? entries.Where(Journal.LeftSomething).Select(e => e.Snapshot.Service) : [];
        return names.Concat(remains).ToHashSet(StringComparer.Ordinal);
    }

    private static bool IsActive(ProjectSnapshot snapshot, string name) => snapshot.Services.Any(s => s.Service == name
        && s.State is ServiceState.Pending or ServiceState.Starting or ServiceState.Running or ServiceState.Launched or ServiceState.External
            or ServiceState.Restarting or ServiceState.Scheduled);

    private static bool HasFate(ProjectSnapshot snapshot, HashSet<string> required)
    {
        var all = snapshot.Services.Where(s => required.Contains(s.Service)).ToList();
        return all.Any(s => s.State is ServiceState.Failed) || all.All(s => s.IsReady || HasEnded(s.State));
    }

    private static bool HasEnded(ServiceState state) =>
        state is ServiceState.Failed or ServiceState.Skipped or ServiceState.Stopped or ServiceState.Disabled or ServiceState.Completed;

    private List<ServiceFailure> Failures(ProjectSnapshot snapshot, IReadOnlyCollection<string> names) => Describe(
        [.. snapshot.Services.Where(s => names.Contains(s.Service) && s.State is ServiceState.Failed or ServiceState.Skipped or ServiceState.Stopped)]);

    private List<ServiceFailure> Describe(IReadOnlyList<ServiceSnapshot> services)
    {
        if (services.Count == 0) return [];
        var offsets = Journal.Read(Project).ToDictionary(e => e.Snapshot.Name, e => e.LogOffset, StringComparer.Ordinal);
        return [.. services.Select(s => Failure(s, offsets.GetValueOrDefault(s.Name)))];
    }

    private static ServiceFailure Failure(ServiceSnapshot service, long logOffset) => new()
    {
        Service = service.Name,
        State = service.State,
        Required = service.Required,
        Reason = service.Reason,
        ExitCode = service.ExitCode,
        LogPath = service.LogPath,
        LastLines = service.State == ServiceState.Failed ? LogTail.Read(service, logOffset) : [],
    };

    // The supervisor that answers may be about to end; then a new one is asked.
    private static async Task<(SupervisorClient Client, T Reply)> AskSupervisorAsync<T>(
        Func<CancellationToken, Task<SupervisorClient>> connect, Func<SupervisorClient, CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var client = await connect(cancellationToken).ConfigureAwait(false);
            try
            {
                return (client, await ask(client, cancellationToken).ConfigureAwait(false));
            }
            catch (PortOrchestratorException e) when (attempt < Attempts && e.Code == ErrorCode.SupervisorUnavailable)
            {
                client.Dispose();
            }
            catch
            {
                client.Dispose();
                throw;
            }
        }
    }

    private async Task<SupervisorClient> StartedClientAsync(CancellationToken cancellationToken)
    {
        if (await ConnectAsync(cancellationToken).ConfigureAwait(false) is { } running) return running;
        await new SupervisorStarter(Paths, _surroundings.Options.ProgramPath).StartAsync(Project, cancellationToken).ConfigureAwait(false);
        return await ConnectAsync(cancellationToken).ConfigureAwait(false) ?? throw new PortOrchestratorException(
            ErrorCode.SupervisorUnavailable, $"The supervisor was started and ended at once. Its log '{Paths.SupervisorLog(Project)}' tells why.");
    }
}
