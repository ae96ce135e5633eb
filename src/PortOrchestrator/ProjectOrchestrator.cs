using System.Runtime.CompilerServices;
using PortOrchestrator.ConfigParsers;
using PortOrchestrator.ServiceGraph;

namespace PortOrchestrator;

/// <summary>
/// One checkout's services: read, plan, start, watch and stop them. Everything that runs belongs to a detached supervisor;
/// disposing an orchestrator stops nothing. Thread-safe.
/// </summary>
public sealed partial class ProjectOrchestrator : IAsyncDisposable
{
    private readonly Surroundings _surroundings;
    private readonly ProjectLocation _location;
    private LoadedConfiguration? _loaded;
    private IReadOnlyList<ReplicaScale> _scales = [];

    private ProjectOrchestrator(Surroundings surroundings, ProjectLocation location)
    {
        _surroundings = surroundings;
        _location = location;
        Project = location.Identity;
    }

    /// <summary>Which project and checkout. Its name is the configuration's once that was read.</summary>
    public ProjectIdentity Project { get; private set; }

    /// <summary>What made files the project's configuration. One that the user's own settings declare is trusted, unless it lies in the project.</summary>
    public ConfigurationSource ConfigurationSource => _surroundings.NamedFiles.Count > 0 ? ConfigurationSource.Named : _location.Source;

    /// <summary>The machine's ports.</summary>
    public IPortRegistry Registry => _surroundings.Registry;

    private JournalView Journal => new(Paths, _surroundings.Inspector);

    private StatePaths Paths => _surroundings.Paths;

    private EngineScout Scout =>
        new(Project, BaseEnvironment.From(_surroundings.Options.Environment), new CliWrapEngineCommands(), _surroundings.Options.TimeProvider);

    private IReadOnlyList<string> Files => _surroundings.NamedFiles is { Count: > 0 } named ? named : _location.Files;

    /// <summary>Finds the project. Starts, creates and allocates nothing.</summary>
    /// <param name="options">Where to look; the current directory when null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="PortOrchestratorException">There is no such project, or its name is ambiguous.</exception>
    /// <exception cref="RegistryException">The registry file cannot be used.</exception>
    public static async Task<ProjectOrchestrator> OpenAsync(OrchestratorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var surroundings = Surroundings.Open(options);
        try
        {
            if (surroundings.Options.Machine) return OpenMachine(surroundings);
            var location = await surroundings.Resolver.ResolveAsync(
                surroundings.Options.Project, surroundings.NamedFiles, register: false, cancellationToken).ConfigureAwait(false);
            return new ProjectOrchestrator(surroundings, location);
        }
        catch
        {
            await surroundings.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Reads and validates the configuration, the graph included. Starts and allocates nothing, and runs no command of the configuration.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ConfigurationResult> LoadAsync(CancellationToken cancellationToken = default) => LoadAsync(runCommands: false, cancellationToken);

    /// <summary>The configuration as it was read last, by whatever call has needed it; reads it when none has.</summary>
    internal async Task<ConfigurationResult> LoadOnceAsync(CancellationToken cancellationToken) =>
        _loaded?.Result ?? await LoadAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Tells in which order services would be started and which ports they hold. Starts and allocates nothing.</summary>
    /// <param name="options">Which services.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ConfigurationException">The configuration is missing or has errors.</exception>
    /// <exception cref="PortOrchestratorException">A named service does not exist.</exception>
    public async Task<ProjectPlan> PlanAsync(UpOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (result, graph) = await RequireAsync(runCommands: false, cancellationToken).ConfigureAwait(false);
        var plan = Plan(graph!, options ?? new UpOptions());
        var held = await Registry.ListAsync(new PortQuery { ProjectId = Project.ProjectId, Checkout = Project.Checkout }, cancellationToken).ConfigureAwait(false);
        foreach (var group in GroupsOf(graph!.Definition))
            held = [.. held, .. await Registry.ListAsync(new PortQuery { ProjectId = group.Owner.ProjectId, Checkout = group.Owner.Checkout }, cancellationToken).ConfigureAwait(false)];
        return new ProjectPlan
        {
            Definition = result.Definition!,
            Plan = plan,
            Diagnostics = result.Diagnostics,
            HasPendingCommands = result.HasPendingCommands,
            Ports = held.GroupBy(a => InstanceName(result.Definition!, a), StringComparer.Ordinal).ToDictionary(
                g => g.Key,
                g => (IReadOnlyList<ServicePort>)[.. g.Select(a => new ServicePort(a.Name, a.Port, a.Protocol))],
                StringComparer.Ordinal),
        };
    }

    /// <summary>All services as the supervisor sees them, or, without one, as the journal and the system tell.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ConfigurationException">There is no configuration, and nothing is known of the project from earlier.</exception>
    public async Task<ProjectSnapshot> GetSnapshotAsync(CancellationToken cancellationToken = default)
    {
        var present = await Journal.LookAsync(Project, _surroundings.Options.TimeProvider, cancellationToken).ConfigureAwait(false);
        var snapshot = await AddUnstartedAsync(present, cancellationToken).ConfigureAwait(false);
        if (snapshot.Services.Count > present.Services.Count) snapshot = await SharedView.AddAsync(Journal, snapshot, Project, cancellationToken).ConfigureAwait(false);
        if (snapshot is { Supervisor: null, Services.Count: 0 } && _loaded?.Result.NotFound == true && !await IsKnownAsync(cancellationToken).ConfigureAwait(false))
            throw await NotFoundAsync(_loaded.Result, cancellationToken).ConfigureAwait(false);
        return snapshot;
    }

    /// <summary>Adds to each service what its processes use at this moment, and what of it is configured otherwise now than it runs. It reads the system's process table, so it takes milliseconds (Linux; elsewhere nothing is added).</summary>
    /// <param name="snapshot">A snapshot of this checkout.</param>
    /// <exception cref="PortOrchestratorException">The journal cannot be read (<see cref="ErrorCode.StateUnavailable"/>).</exception>
    public ProjectSnapshot Measure(ProjectSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (!snapshot.Services.Any(s => s.Pid is not null || s.State == ServiceState.Launched)) return snapshot;
        var entries = Journal.Read(Project);
        return DriftView.Add(ResourceView.Measure(Paths, snapshot, Project, entries), entries, _loaded?.Result);
    }

    /// <summary>First the present snapshot of every service, then every change, without a gap, until cancelled or the supervisor ends.</summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    public async IAsyncEnumerable<ServiceSnapshot> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var told = false;
        using var client = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        if (client is not null)
        {
            await foreach (var change in client.WatchAsync(cancellationToken).ConfigureAwait(false))
            {
                told = true;
                foreach (var service in change.Services) yield return service;
            }
        }

        // No supervisor, or one that ended before its first word.
        if (told) yield break;
        foreach (var service in JournalSnapshot().Services) yield return service;
    }

    /// <summary>Tells exactly what a service is, or would be, started with. Ports it does not hold yet are allocated.</summary>
    /// <param name="service">The service's name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ConfigurationException">The configuration is missing or has errors.</exception>
    /// <exception cref="PortOrchestratorException">The service does not exist.</exception>
    public async Task<ServiceEnvironment> GetEnvironmentAsync(string service, CancellationToken cancellationToken = default)
    {
        var (result, _) = await RequireAsync(runCommands: true, cancellationToken).ConfigureAwait(false);
        var definition = result.Definition!;
        RequireServices([service], definition.Services.Select(s => s.Name).Concat(definition.Services.Select(s => s.ReplicaOf ?? s.Name)).Distinct());
        var instance = definition.Services.FirstOrDefault(s => s.Name == service) ?? definition.Services.First(s => s.ReplicaOf == service);
        await Registry.RegisterCheckoutAsync(Project, cancellationToken).ConfigureAwait(false);
        var planner = await PlannerAsync(definition, cancellationToken).ConfigureAwait(false);
        var ports = await planner.PlanAsync(new HashSet<string>(), _ => true, cancellationToken).ConfigureAwait(false);
        var spec = Resolve(definition, ports).Services.Single(s => s.Name == instance.Name);
        return new ServiceEnvironment
        {
            Service = instance.Name,
            Command = spec.Command,
            WorkingDirectory = spec.Definition.WorkingDirectory,
            Environment = new SortedDictionary<string, string>(spec.Environment.ToDictionary(p => p.Key, p => p.Value), StringComparer.Ordinal),
        };
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _surroundings.DisposeAsync();

    private async Task<ConfigurationResult> LoadAsync(bool runCommands, CancellationToken cancellationToken)
    {
        var scales = Journal.ReadScales(Project);
        Adopt(await ReadAsync(scales, runCommands, cancellationToken).ConfigureAwait(false), scales);
        return _loaded!.Result;
    }

    private Task<LoadedConfiguration> ReadAsync(IReadOnlyList<ReplicaScale> scales, bool runCommands, CancellationToken cancellationToken)
    {
        var loader = new ConfigurationLoader(
            _surroundings.Reader,
            _surroundings.Reading(_location, runCommands) with { Scales = scales },
            _surroundings.Options.Machine ? null : MachineServicesFile.PathOf(_surroundings));
        var found = _surroundings.NamedFiles.Count > 0 ? [] : _location.Diagnostics;
        return loader.LoadAsync(Project, Files, found, cancellationToken);
    }

    private void Adopt(LoadedConfiguration loaded, IReadOnlyList<ReplicaScale> scales)
    {
        _loaded = loaded;
        // What the files say no longer, or say differently now, is forgotten.
        _scales = [.. scales.Where(s => loaded.Result.Definition is { } definition && CountCopies(definition, s.Service) == s.Wanted)];
        if (loaded.Result.Definition?.Name is { Length: > 0 } name && Project.Scope != ServiceScope.Machine) Project = Project with { Name = name };
    }

    private static int CountCopies(ProjectDefinition definition, string service) =>
        definition.Services.Count(s => s.ReplicaOf == service) is > 0 and var copies ? copies : definition.Services.Count(s => s.Name == service);

    private static string InstanceName(ProjectDefinition definition, PortAllocation allocation) => definition.Services
        .FirstOrDefault(s => (s.ReplicaOf ?? s.Name) == allocation.Service && (s.Replica ?? 0) == allocation.Replica)?.Name ?? allocation.Service;

    private static StartPlan Plan(DependencyGraph graph, UpOptions options)
    {
        var plan = graph.Plan(options.Selection);
        RequireServices(plan.Unknown, graph.Definition.Services.Select(s => s.Name));
        RequireNamespaces(options.Selection.Namespaces, graph.Definition);
        return plan;
    }

    private static void RequireNamespaces(IReadOnlyList<string> wanted, ProjectDefinition definition)
    {
        if (wanted.Count == 0) return;
        var known = definition.Services.SelectMany(s => s.Namespaces).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var missing = wanted.Where(w => !known.Contains(w)).ToList();
        if (missing.Count == 0) return;
        var list = known.Count == 0 ? "No service has one." : $"Namespaces: {string.Join(", ", known)}.";
        throw new PortOrchestratorException(
            ErrorCode.ServiceNotFound, $"There is no service of the namespace '{string.Join("', '", missing)}' in this project. {list}");
    }

    // A service of several copies is meant as a whole when it is called by its own name.
    private static List<ServiceSnapshot> Select(ProjectSnapshot snapshot, IReadOnlyList<string> wanted)
    {
        var names = wanted.ToHashSet(StringComparer.Ordinal);
        RequireServices(wanted, snapshot.Services.SelectMany(s => s.Name == s.Service ? [s.Name] : new[] { s.Service, s.Name }).Distinct());
        return [.. snapshot.Services.Where(s => IsNamed(s, names))];
    }

    private static bool IsNamed(ServiceSnapshot service, HashSet<string> names) => names.Contains(service.Name) || names.Contains(service.Service);

    private static void RequireServices(IReadOnlyList<string> wanted, IEnumerable<string> known)
    {
        var names = known.ToList();
        var missing = wanted.Where(w => !names.Contains(w)).ToList();
        if (missing.Count == 0) return;
        var list = names.Count == 0 ? "The project has no services." : $"Services: {string.Join(", ", names)}.";
        throw new PortOrchestratorException(
            ErrorCode.ServiceNotFound, $"There is no service '{string.Join("', '", missing)}' in this project. {list}");
    }

    private async Task<LoadedConfiguration> RequireAsync(bool runCommands, CancellationToken cancellationToken)
    {
        if (_loaded?.Graph is null || (runCommands && _loaded.Result.HasPendingCommands))
            await LoadAsync(runCommands, cancellationToken).ConfigureAwait(false);
        return await RequireValidAsync(_loaded!, cancellationToken).ConfigureAwait(false);
    }

    private async Task<LoadedConfiguration> RequireValidAsync(LoadedConfiguration loaded, CancellationToken cancellationToken)
    {
        if (loaded.Graph is not null) return loaded;
        var result = loaded.Result;
        if (result.NotFound) throw await NotFoundAsync(result, cancellationToken).ConfigureAwait(false);

        var errors = result.Diagnostics.Count(d => d.Severity == DiagnosticSeverity.Error);
        throw new ConfigurationException(
            ErrorCode.InvalidConfiguration, $"The configuration has {errors} error{(errors == 1 ? "" : "s")}; nothing was started.", result.Diagnostics);
    }

    // A checkout whose file was removed, or a project that only holds ports, can still be asked about.
    private async Task<bool> IsKnownAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(Paths.StateFile(Project))) return true;
        var checkouts = await Registry.ListCheckoutsAsync(cancellationToken).ConfigureAwait(false);
        return checkouts.Any(c => c.ProjectId == Project.ProjectId && c.Checkout == Project.Checkout);
    }

    // For whoever asks for ports and starts nothing.
    private async Task<PortPlanner> PlannerAsync(ProjectDefinition definition, CancellationToken cancellationToken)
    {
        var shared = await PlanSharedAsync(new UpOptions(), definition, [], cancellationToken).ConfigureAwait(false);
        return new PortPlanner(Registry, Project, definition, shared, await Scout.FindProgramsAsync(definition, cancellationToken).ConfigureAwait(false));
    }

    private Supervision.Specs.ProjectSpec Resolve(ProjectDefinition definition, PortPlan ports) =>
        new SpecResolver(Project, definition, Paths, BaseEnvironment.From(_surroundings.Options.Environment)).Resolve(ports) with
        {
            Scales = _scales,
            Files = _loaded?.Result.Files ?? [],
        };

    private Task<SupervisorClient?> ConnectAsync(CancellationToken cancellationToken) => SupervisorClient.TryConnectAsync(Paths, Project, cancellationToken);

    private Task<ProjectSnapshot> PresentAsync(CancellationToken cancellationToken) => Journal.PresentAsync(Project, cancellationToken);

    private ProjectSnapshot JournalSnapshot() => Journal.Snapshot(Project, Journal.Read(Project));

    // Services that were never asked for are part of the picture: stopped, or disabled.
    private async Task<ProjectSnapshot> AddUnstartedAsync(ProjectSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (_loaded is null) await LoadAsync(cancellationToken).ConfigureAwait(false);
        if (_loaded!.Result.Definition is not { } definition) return snapshot;
        var known = snapshot.Services.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var missing = definition.Services.Where(s => !known.Contains(s.Name)).Select(Unstarted).ToList();
        return missing.Count == 0 ? snapshot : snapshot with { Services = [.. snapshot.Services, .. missing] };
    }

    private ServiceSnapshot Unstarted(ServiceDefinition service) => new()
    {
        Name = service.Name,
        Service = service.ReplicaOf ?? service.Name,
        Replica = service.Replica ?? 0,
        Tier = service.Tier,
        Kind = service.Kind,
        Scope = service.Scope,
        State = service.Disabled ? ServiceState.Disabled : ServiceState.Stopped,
        Required = service.Required,
        LogPath = Path.Combine(Paths.LogFolder(OwnerOf(service.Scope)), service.Name + ".log"),
        ErrorLogPath = service.Log.SeparateStandardError ? SpecResolver.ErrorLog(Path.Combine(Paths.LogFolder(OwnerOf(service.Scope)), service.Name + ".log")) : null,
        Project = Project.Name,
        Checkout = Project.Checkout,
        ProjectPath = Project.Root,
    };
}
