using PortOrchestrator.ConfigParsers.Settings;
using PortOrchestrator.Supervision;

namespace PortOrchestrator.Sessions;

/// <summary>The start of one session, from its folder to the facts about it. Each step that fails is told, and the others go on.</summary>
internal sealed class SessionStart(Surroundings surroundings, SessionStartOptions options)
{
    // Hosts give their hooks ten seconds with ours, and throw away what one says that takes longer.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    private readonly List<string> _problems = [];
    private readonly int? _owner = options.OwnerPid ?? (OperatingSystem.IsLinux() ? SessionOwnerFinder.Find(options.Agent == SessionAgent.Shell) : null);
    private string? _id;

    /// <summary>How long everything but the wait for services may take, such as the wait for a registry that others write to. What is not done by then is left out.</summary>
    internal TimeSpan Patience { get; init; } = LongestDelay;

    private string SessionId => _id ??= options.SessionId ?? SessionIds.Of(_owner);

    private bool IsReplacement =>
        SessionSuccession.IsOneAtATime(options.Agent) && options.Source is SessionSource.Clear or SessionSource.Resume && _owner is not null;

    public async Task<SessionStartResult> RunAsync(CancellationToken cancellationToken)
    {
        var began = surroundings.Options.TimeProvider.GetUtcNow();
        var settings = await ReadSettingsAsync(cancellationToken).ConfigureAwait(false);
        var mode = options.Mode ?? settings.Mode;
        if (mode == SessionMode.Off) return new SessionStartResult { Mode = mode };
        var result = new SessionStartResult { Mode = mode };
        using var patience = new CancellationTokenSource((options.Budget ?? settings.Budget) + Patience, surroundings.Options.TimeProvider);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        result = await RunAsync(result, settings, began, limit.Token).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return result;
    }

    private async Task<SessionStartResult> RunAsync(SessionStartResult result, SessionSettings settings, DateTimeOffset began, CancellationToken cancellationToken)
    {
        var target = await TryAsync(OpenAsync, cancellationToken).ConfigureAwait(false);
        if (target is null) return Finish(result, null, isMachine: false);
        var isMachine = target.Surroundings != surroundings;
        try
        {
            var work = new Work(target, isMachine, settings, result);
            await TryAsync(token => WorkAsync(work, token), cancellationToken).ConfigureAwait(false);
            if (IsReplacement) await TryAsync(token => EndReplacedAsync(target.Project, token), cancellationToken).ConfigureAwait(false);
            if (options.Move) await TryAsync(token => new SessionMove(surroundings).EndElsewhereAsync(options.Agent, SessionId, target.Project, began, token), cancellationToken).ConfigureAwait(false);
            WriteVariables(work.Project, work.Result.Variables);
            await TryAsync(SettleOthersAsync, cancellationToken).ConfigureAwait(false);
            result = Finish(work.Result, work.Project, isMachine);
            if (work.IsWanted || result.Problems.Count > 0) SessionLog.Write(surroundings, target.Project, Summary(result));
            return result;
        }
        finally
        {
            if (isMachine) await target.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<SessionSettings> ReadSettingsAsync(CancellationToken cancellationToken)
    {
        var read = await surroundings.Settings.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (read.Settings is { } settings) return settings.Session;
        _problems.Add($"The settings file '{read.File}' has errors; 'portorch doctor' shows them. Sessions go on with the defaults.");
        return new SessionSettings();
    }

    // Outside of every project there are still the machine's own services.
    private async Task<ProjectOrchestrator> OpenAsync(CancellationToken cancellationToken)
    {
        if (surroundings.Options.Machine) return await ProjectOrchestrator.OpenAsync(surroundings.Options, cancellationToken).ConfigureAwait(false);
        var location = await surroundings.Resolver.ResolveAsync(
            surroundings.Options.Project, surroundings.NamedFiles, register: false, cancellationToken).ConfigureAwait(false);
        var project = ProjectOrchestrator.Of(surroundings, location);
        return project.HasConfiguration ? project : await MachineServices.OpenAsync(surroundings.Options, cancellationToken).ConfigureAwait(false) ?? project;
    }

    private async Task<bool> WorkAsync(Work work, CancellationToken cancellationToken)
    {
        var target = work.Target;
        work.IsWanted = target.HasConfiguration || await HasAnythingAsync(target, cancellationToken).ConfigureAwait(false);
        if (!work.IsWanted) return false;
        using var half = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        half.CancelAfter(Patience / 2);
        // What runs is known without the registry.
        var registration = await TryAsync(token => RegisterAsync(work, token), half.Token).ConfigureAwait(false);
        work.Result = work.Result with { Session = registration?.Session };
        // Asked after the session was registered: either the supervisor knows of it before it stops anything, or it shows what it stops.
        var snapshot = await SessionSignal.AskAsync(surroundings.Paths, target.Project, cancellationToken).ConfigureAwait(false);
        IReadOnlyDictionary<string, IReadOnlyList<ServicePort>>? planned = null;
        if (!target.HasConfiguration || (snapshot is not null && IsComplete(snapshot) && !target.IsOlderThanFiles(snapshot)))
        {
            work.Result = work.Result with { Snapshot = snapshot };
        }
        else
        {
            var wanted = work.Result.Mode == SessionMode.Ensure && (snapshot is null || options.Source is not (SessionSource.Compact or SessionSource.Clear));
            var obstacle = !work.IsMachine ? await SessionApproval.FindObstacleAsync(target, cancellationToken).ConfigureAwait(false) : null;
            if (obstacle is null) planned = await TryAsync(target.ReserveAsync, cancellationToken).ConfigureAwait(false);
            // A configuration that cannot be read, or has no service, starts nothing.
            var starts = wanted && planned is { Count: > 0 };
            if (starts) starts = await TryAsync(token => StartAsync(work, token), cancellationToken).ConfigureAwait(false);
            var seen = await TryAsync(target.GetSnapshotAsync, cancellationToken).ConfigureAwait(false);
            work.Result = work.Result with { Snapshot = WithPorts(seen, planned), NotApproved = obstacle, Started = starts && seen?.Services.All(s => IsThere(s.State)) != true };
        }

        // Without its configuration, which is not read for nothing, only the registry knows what it calls itself.
        var project = target.IsLoaded || registration is null ? target.Project : target.Project with { Name = registration.Session.Project.Name };
        work.Project = project;
        var export = SessionVariables.Of(project, registration?.Allocations ?? [], work.Result.Snapshot, planned);
        _problems.AddRange(export.Problems);
        var variables = work.IsMachine || !(target.HasConfiguration || registration?.Allocations.Count > 0)
            ? export.Variables.Where(v => !v.Key.StartsWith("PORTORCH_", StringComparison.Ordinal))
            : export.Variables;
        work.Result = work.Result with { Variables = [.. variables] };
        return true;
    }

    // Shells and agents come to many folders that have no services; nothing is kept of these. Where there was a configuration, something may still run.
    private async Task<bool> HasAnythingAsync(ProjectOrchestrator target, CancellationToken cancellationToken) =>
        File.Exists(SupervisorEndpoint.Socket(surroundings.Paths, target.Project))
        || (await target.Registry.ListAsync(
            new PortQuery { ProjectId = target.Project.ProjectId, Checkout = target.Project.Checkout }, cancellationToken).ConfigureAwait(false)).Count > 0;

    // What was never started has no ports of its own yet, but knows which it will have.
    private static ProjectSnapshot? WithPorts(ProjectSnapshot? snapshot, IReadOnlyDictionary<string, IReadOnlyList<ServicePort>>? planned) =>
        snapshot is null || planned is null
            ? snapshot
            : snapshot with { Services = [.. snapshot.Services.Select(s => s.Ports.Count == 0 && planned.TryGetValue(s.Name, out var ports) ? s with { Ports = ports } : s)] };

    private async Task<SessionRegistration> RegisterAsync(Work work, CancellationToken cancellationToken)
    {
        var store = await surroundings.OpenSessionsAsync(readOnly: false, cancellationToken).ConfigureAwait(false);
        var request = new SessionRequest
        {
            Agent = options.Agent,
            SessionId = SessionId,
            Project = work.Target.Project,
            OwnerPid = _owner,
            Grace = work.Settings.Grace,
            StopPolicy = work.Settings.StopPolicy,
        };
        return await store.StartAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> StartAsync(Work work, CancellationToken cancellationToken)
    {
        var budget = options.Budget ?? work.Settings.Budget;
        var started = DetachedProgram.Ensure(surroundings, work.Target.Project, work.IsMachine);
        if (budget <= TimeSpan.Zero) return true;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(started, Task.Delay(budget, surroundings.Options.TimeProvider, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return true;
    }

    // After the one that takes their place was registered, so that the services are wanted all the time.
    private async Task<bool> EndReplacedAsync(ProjectIdentity project, CancellationToken cancellationToken)
    {
        var store = await surroundings.OpenSessionsAsync(readOnly: false, cancellationToken).ConfigureAwait(false);
        var query = new SessionQuery { Agent = options.Agent, OwnerPid = _owner, ProjectId = project.ProjectId, Checkout = project.Checkout };
        foreach (var session in (await store.ListAsync(query, cancellationToken).ConfigureAwait(false)).Where(s => s.SessionId != SessionId))
            await store.EndAsync(query with { SessionId = session.SessionId }, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private void WriteVariables(ProjectIdentity project, IReadOnlyList<KeyValuePair<string, string>> variables)
    {
        if (options.VariablesFile is not { } file || variables.Count == 0) return;
        var path = Path.GetFullPath(file, project.Root);
        try
        {
            VariablesFile.Update(path, PortExportWriter.Write(variables, PortExportFormat.DotEnv).Text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _problems.Add($"The file '{path}' was not written: {e.Message}");
        }
    }

    // Where a supervisor died before the last session ended, somebody has to stop what that one would have stopped.
    private async Task<bool> SettleOthersAsync(CancellationToken cancellationToken)
    {
        var store = await surroundings.OpenSessionsAsync(readOnly: false, cancellationToken).ConfigureAwait(false);
        foreach (var project in await store.FindLeftAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await SessionSignal.TellAsync(surroundings.Paths, project, cancellationToken).ConfigureAwait(false)) continue;
            var journal = new JournalView(surroundings.Paths, surroundings.Inspector);
            if (!journal.MayRun(journal.Read(project)))
            {
                await store.SettleAsync(project, cancellationToken).ConfigureAwait(false);
                continue;
            }

            var settings = (await surroundings.Settings.ReadAsync(cancellationToken).ConfigureAwait(false)).Settings;
            DetachedProgram.Supervise(surroundings, project, SupervisorSettings.Of(settings));
        }

        return true;
    }

    private SessionStartResult Finish(SessionStartResult result, ProjectIdentity? project, bool isMachine)
    {
        result = result with { Problems = [.. _problems.Distinct(StringComparer.Ordinal)] };
        return result with { Facts = SessionFacts.Of(result, project, isMachine) };
    }

    private string Summary(SessionStartResult result)
    {
        var services = result.Snapshot?.Services ?? [];
        var session = result.Session is { } s ? $"{SessionLog.Name(s.Agent, s.SessionId)} (pid {s.Owner?.Pid.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unknown"})" : "a session";
        var words = $"{session} started ({options.Source.ToString().ToLowerInvariant()}, {result.Mode.ToString().ToLowerInvariant()}): {services.Count(r => r.IsReady)} of {services.Count} services are up";
        return string.Join(" ", [words + (result.Started ? ", the others are being started" : "") + ".", .. result.NotApproved is { } reason ? new[] { reason } : [], .. result.Problems]);
    }

    // What failed or was stopped is not there; what is about to be there is.
    private static bool IsComplete(ProjectSnapshot snapshot) => snapshot.Services.Count > 0 && snapshot.Services.All(s => IsThere(s.State) || IsComing(s.State));

    private static bool IsThere(ServiceState state) => state is ServiceState.Disabled or ServiceState.Running or ServiceState.Launched or ServiceState.External
        or ServiceState.Completed or ServiceState.Scheduled;

    private static bool IsComing(ServiceState state) => state is ServiceState.Pending or ServiceState.Starting or ServiceState.Restarting;

    private async Task<T?> TryAsync<T>(Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        try
        {
            return await step(cancellationToken).ConfigureAwait(false);
        }
        catch (ConfigurationException e)
        {
            _problems.Add(Told(e));
        }
        catch (PortOrchestratorException e)
        {
            _problems.Add(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _problems.Add(e.Message);
        }
        catch (OperationCanceledException)
        {
            // Whoever gave up himself does not hear of it.
            _problems.Add($"Not everything could be found out in time: the port registry '{surroundings.Paths.RegistryFile}' may be in use. 'portorch doctor' looks at it.");
        }

        return default;
    }

    // The first mistake with its place is what helps; a command lists the others.
    private static string Told(ConfigurationException failure)
    {
        if (failure.Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is not { } first) return failure.Message;
        var place = first.Location is { Line: > 0 } at ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{at.File}:{at.Line}:{at.Column}: ") : "";
        return $"Nothing was started: {place}{first.Message}. 'portorch check' shows everything that is wrong.";
    }

    private sealed class Work(ProjectOrchestrator target, bool isMachine, SessionSettings settings, SessionStartResult result)
    {
        public ProjectOrchestrator Target => target;

        public ProjectIdentity Project { get; set; } = target.Project;

        public bool IsMachine => isMachine;

        /// <summary>Whether there is anything here that a session could want.</summary>
        public bool IsWanted { get; set; }

        public SessionSettings Settings => settings;

        public SessionStartResult Result { get; set; } = result;
    }
}
