namespace PortOrchestrator;

/// <summary>What spans projects: the registry, all checkouts, the health of the installation. Thread-safe.</summary>
public sealed class MachineOrchestrator : IAsyncDisposable
{
    private readonly Surroundings _surroundings;

    private MachineOrchestrator(Surroundings surroundings) => _surroundings = surroundings;

    /// <summary>The machine's ports. The file is opened when it is first needed, and created when something is first written.</summary>
    public IPortRegistry Registry => _surroundings.Registry;

    /// <summary>What sessions and folder hooks may start.</summary>
    public MachineTrust Trust => new(_surroundings);

    /// <summary>Makes an orchestrator. Nothing is opened or created until it is needed.</summary>
    /// <param name="options">Where to look.</param>
    /// <param name="readOnly">Whether a call that would create or change something is refused.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static Task<MachineOrchestrator> OpenAsync(
        OrchestratorOptions? options = null, bool readOnly = false, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new MachineOrchestrator(Surroundings.Open(options, readOnly)));
    }

    /// <summary>Finds the project that an option value means: an existing directory, else a registered project of that name.</summary>
    /// <param name="project">The value; the checkout of the working directory when null.</param>
    /// <param name="register">
    /// Whether ports are about to be allocated: a name that is not registered becomes a new project (without folder) instead of an error, and the
    /// range that the project's configuration keeps for it is recorded.
    /// </param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="PortOrchestratorException">There is no such project, or several have that name.</exception>
    public async Task<ProjectIdentity> ResolveProjectAsync(string? project, bool register = false, CancellationToken cancellationToken = default)
    {
        if (_surroundings.Options.Machine) return MachineServicesFile.Owner(_surroundings);
        var location = await _surroundings.Resolver.ResolveAsync(project, _surroundings.NamedFiles, register, cancellationToken).ConfigureAwait(false);
        var loader = new ConfigurationLoader(
            _surroundings.Reader, _surroundings.Reading(location, runCommands: false), MachineServicesFile.PathOf(_surroundings));
        var loaded = await loader.LoadAsync(location.Identity, location.Files, [], cancellationToken).ConfigureAwait(false);
        if (loaded.Result.Definition is not { } definition) return location.Identity;
        var identity = definition.Name is { Length: > 0 } name ? location.Identity with { Name = name } : location.Identity;
        if (register) await RangeKeeper.RecordAsync(Registry, identity, definition, cancellationToken).ConfigureAwait(false);
        return identity;
    }

    /// <summary>Opens the machine's own services: those of <c>machine-services.json</c>, beside the settings. They are started, watched and stopped as a project's are.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The services, to be disposed by the caller; null when there is no such file.</returns>
    public Task<ProjectOrchestrator?> OpenMachineServicesAsync(CancellationToken cancellationToken = default) =>
        File.Exists(MachineServicesFile.PathOf(_surroundings)) ? OpenAsync(cancellationToken) : Task.FromResult<ProjectOrchestrator?>(null);

    /// <summary>Stops what checkouts of a project, or projects of the machine, share, whoever uses it.</summary>
    /// <param name="options">Which tiers, and how long; named services are not looked at.</param>
    /// <param name="cancellationToken">Ends the wait; the stop goes on.</param>
    /// <returns>What was done, for each project and for the machine of which something ran.</returns>
    public async Task<IReadOnlyList<DownResult>> StopSharedServicesAsync(DownOptions? options = null, CancellationToken cancellationToken = default)
    {
        var known = await Registry.ListCheckoutsAsync(cancellationToken).ConfigureAwait(false);
        var results = new List<DownResult>();
        foreach (var owner in known.Where(c => c.Scope != ServiceScope.Checkout).OrderBy(c => c.Scope))
        {
            if (await ProjectOrchestrator.OfScope(_surroundings, owner).StopScopeAsync(options ?? new DownOptions(), cancellationToken).ConfigureAwait(false) is { } result)
                results.Add(result);
        }

        return results;
    }

    /// <summary>Stops those shared services that nobody uses any more, such as after the checkouts that used them were deleted.</summary>
    /// <param name="cancellationToken">Ends the wait; the stop goes on.</param>
    /// <returns>Names of the services that were stopped.</returns>
    public async Task<IReadOnlyList<string>> StopUnusedServicesAsync(CancellationToken cancellationToken = default)
    {
        var known = await Registry.ListCheckoutsAsync(cancellationToken).ConfigureAwait(false);
        var stopped = new List<string>();
        foreach (var owner in known.Where(c => c.Scope != ServiceScope.Checkout).OrderBy(c => c.Scope))
            stopped.AddRange(await ProjectOrchestrator.OfScope(_surroundings, owner).ReleaseUnusedAsync(cancellationToken).ConfigureAwait(false));
        return stopped;
    }

    /// <summary>The services of every known checkout, running or not.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<ProjectSnapshot>> GetSnapshotsAsync(CancellationToken cancellationToken = default)
    {
        var journal = new JournalView(_surroundings.Paths, _surroundings.Inspector);
        var result = new List<ProjectSnapshot>();
        foreach (var project in await Registry.ListCheckoutsAsync(cancellationToken).ConfigureAwait(false))
        {
            result.Add(await journal.LookAsync(project, _surroundings.Options.TimeProvider, cancellationToken).ConfigureAwait(false));
        }

        return result;
    }

    /// <summary>Adds to each service what its processes use at this moment, as <see cref="ProjectOrchestrator.Measure"/> does.</summary>
    /// <param name="snapshot">A snapshot of any checkout.</param>
    /// <exception cref="PortOrchestratorException">The journal cannot be read (<see cref="ErrorCode.StateUnavailable"/>).</exception>
    public ProjectSnapshot Measure(ProjectSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return ResourceView.Measure(_surroundings.Paths, snapshot);
    }

    /// <summary>
    /// Looks at everything the program relies on, and at who listens on the ports. Changes nothing, except that the registry keeps who sits on
    /// whose port unless this was opened read-only.
    /// </summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<DoctorFinding>> DiagnoseAsync(CancellationToken cancellationToken = default) =>
        new Doctor(_surroundings).ExamineAsync(cancellationToken);

    private async Task<ProjectOrchestrator?> OpenAsync(CancellationToken cancellationToken) => await ProjectOrchestrator
        .OpenAsync(_surroundings.Options with { Machine = true, Project = null, Files = [] }, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _surroundings.DisposeAsync();
}
