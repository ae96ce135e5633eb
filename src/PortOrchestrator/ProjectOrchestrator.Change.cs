using PortOrchestrator.ServiceGraph;
using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator;

public sealed partial class ProjectOrchestrator
{
    /// <summary>The most copies that a service may have.</summary>
    public const int MaxReplicas = 1000;

    /// <summary>
    /// Reads the configuration anew and brings what runs in line with it, in the order of the dependencies: what is gone is stopped, what has
    /// changed is started again, what is new is started. A configuration with errors, or a port that cannot be had, changes nothing.
    /// </summary>
    /// <param name="options">Whether and how long to wait; its selection is not used.</param>
    /// <param name="progress">Told of every change of a service, in order.</param>
    /// <param name="cancellationToken">Ends the wait; what was begun goes on.</param>
    /// <returns>What was done; <see cref="UpOutcome.NothingToDo"/> when nothing runs, <see cref="UpOutcome.AlreadyRunning"/> when nothing has changed.</returns>
    /// <exception cref="ConfigurationException">The configuration is missing or has errors.</exception>
    public async Task<UpResult> ReloadAsync(
        UpOptions? options = null, IProgress<ServiceSnapshot>? progress = null, CancellationToken cancellationToken = default)
    {
        options = (options ?? new UpOptions()) with { Restart = true, Selection = new StartSelection() };
        using var limit = new TimeLimit(options.Timeout, _surroundings.Options.TimeProvider, cancellationToken);
        var scales = Journal.ReadScales(Project);
        var read = await ReadAsync(scales, runCommands: true, cancellationToken).ConfigureAwait(false);
        if (read.Graph is null) await TellRefusalAsync(read.Result, cancellationToken).ConfigureAwait(false);
        var loaded = await RequireValidAsync(read, cancellationToken).ConfigureAwait(false);
        Adopt(loaded, scales);
        var present = await PresentAsync(cancellationToken).ConfigureAwait(false);
        if (!present.Services.Any(s => MayBeChanged(present, s))) return await NothingToDoAsync(loaded.Result, cancellationToken).ConfigureAwait(false);
        var names = Plan(loaded.Graph!, options).Steps.Select(s => s.Service.Name).ToList();
        var start = new StartRequest(options, loaded.Result, names)
        {
            IsChange = true,
            AskAsync = async (client, _, spec, token) =>
                StartReply.From(await client.ReloadAsync(
                    new ReloadCommand
                    {
                        Project = Asked(spec),
                        Services = names,
                        IsPart = IsShared,
                        Watch = options.WatchConfiguration ? ReloadArguments.Of(_surroundings) : null,
                    },
                    token).ConfigureAwait(false)),
        };
        var result = await ChangeAsync(start, limit, progress, cancellationToken).ConfigureAwait(false);
        if (result.Outcome == UpOutcome.PortConflict)
            await TellRefusalAsync(string.Join(' ', result.Conflicts.Select(c => c.Message)), loaded.Result, cancellationToken).ConfigureAwait(false);
        return result.Outcome == UpOutcome.Ready && result.Started.Count + result.Stopped.Count == 0 ? result with { Outcome = UpOutcome.AlreadyRunning } : result;
    }

    /// <summary>
    /// Makes so many copies of a service run: starts those that are missing, and what they depend on, or stops those that are too many. The others
    /// are left alone. The number holds until everything is brought down, or the configuration says another one. If a port cannot be had, nothing changes.
    /// </summary>
    /// <param name="service">The service's name, not that of a copy.</param>
    /// <param name="replicas">How many, 1 to <see cref="MaxReplicas"/>.</param>
    /// <param name="options">Whether and how long to wait; its selection is not used.</param>
    /// <param name="progress">Told of every change of a service, in order.</param>
    /// <param name="cancellationToken">Ends the wait; what was begun goes on.</param>
    /// <exception cref="ConfigurationException">The configuration is missing or has errors, also those that come with so many copies.</exception>
    /// <exception cref="PortOrchestratorException">The service does not exist or cannot have copies.</exception>
    public async Task<UpResult> ScaleAsync(
        string service, int replicas, UpOptions? options = null, IProgress<ServiceSnapshot>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(service);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(replicas, MaxReplicas);
        options = (options ?? new UpOptions()) with { Restart = false, Selection = new StartSelection { Services = [service] } };
        using var limit = new TimeLimit(options.Timeout, _surroundings.Options.TimeProvider, cancellationToken);
        var written = await CountWrittenAsync(service, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ReplicaScale> scales =
            [.. Journal.ReadScales(Project).Where(s => s.Service != service), .. written == replicas ? [] : new[] { new ReplicaScale(service, written, replicas) }];
        var loaded = await RequireValidAsync(await ReadAsync(scales, runCommands: true, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        RefuseShared(loaded.Result.Definition!, service, "scaled");
        if (CountCopies(loaded.Result.Definition!, service) != replicas)
            throw new PortOrchestratorException(ErrorCode.InvalidArgument, $"The number of copies of '{service}' cannot be changed here. Change it in its file, then 'portorch reload'.");
        Adopt(loaded, scales);
        var names = Plan(loaded.Graph!, options).Steps.Select(s => s.Service.Name).ToList();
        var start = new StartRequest(options, loaded.Result, names)
        {
            AskAsync = async (client, prepared, spec, token) =>
            {
                var kept = spec.Services.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
                var surplus = prepared.Before.Services.Where(s => s.Service == service && !kept.Contains(s.Name)).Select(s => s.Name).ToList();
                if (surplus.Count > 0) await client.StopAsync(new StopCommand { Services = surplus }, token).ConfigureAwait(false);
                var reply = await client.UpAsync(new UpCommand { Project = Asked(spec), Services = names, IsPart = IsShared }, token).ConfigureAwait(false);
                return StartReply.From(reply) with { Stopped = surplus };
            },
        };
        var result = await ChangeAsync(start, limit, progress, cancellationToken).ConfigureAwait(false);
        return result.Stopped.Count > 0 && result.Outcome == UpOutcome.AlreadyRunning ? result with { Outcome = UpOutcome.Ready } : result;
    }

    // What has failed while its supervisor lives may be mended by the change.
    private static bool MayBeChanged(ProjectSnapshot present, ServiceSnapshot service) => IsActive(present, service.Name)
        || (present.Supervisor is not null && (service.AwaitsChange || service.State is ServiceState.Failed or ServiceState.Skipped));

    private Task TellRefusalAsync(ConfigurationResult read, CancellationToken cancellationToken)
    {
        var errors = read.Diagnostics.Count(d => d.Severity == DiagnosticSeverity.Error);
        var problem = read.NotFound ? "There is no configuration any more" : $"The configuration has {errors} error{(errors == 1 ? "" : "s")}";
        return TellRefusalAsync($"{problem}; what runs was left alone.", read, cancellationToken);
    }

    // Whoever looks at what runs is to know that it is not what the files say.
    private async Task TellRefusalAsync(string problem, ConfigurationResult read, CancellationToken cancellationToken)
    {
        using var client = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        if (client is null) return;
        var report = new ConfigurationReport
        {
            Problem = problem,
            Diagnostics = [.. read.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)],
            Files = read.Files,
        };
        await client.RefuseConfigurationAsync(report, cancellationToken).ConfigureAwait(false);
    }

    // The supervisor forgets what it has stopped for good, so its ports are given back here.
    private async Task<UpResult> ChangeAsync(StartRequest start, TimeLimit limit, IProgress<ServiceSnapshot>? progress, CancellationToken cancellationToken)
    {
        var entries = Journal.Read(Project);
        var result = await StartAsync(start, limit, progress, cancellationToken).ConfigureAwait(false);
        if (result.Stopped.Count == 0) return result;
        await LeaveAsync([.. entries.Where(e => result.Stopped.Contains(e.Snapshot.Name) && e.Spec.RunBy is not null).Select(e => (e.Spec.RunBy!, e.Snapshot.Name))], cancellationToken).ConfigureAwait(false);
        var former = new FormerPorts(Registry, Project, start.Configuration.Definition!);
        await former.ReleaseAsync([.. entries.Where(e => result.Stopped.Contains(e.Snapshot.Name))], n => Lives(result.Snapshot, n), cancellationToken).ConfigureAwait(false);
        return result;
    }

    private async Task<int> CountWrittenAsync(string service, CancellationToken cancellationToken)
    {
        var loaded = await RequireValidAsync(await ReadAsync([], runCommands: false, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        var definition = loaded.Result.Definition!;
        RequireServices([service], definition.Services.Select(s => s.ReplicaOf ?? s.Name).Distinct());
        return CountCopies(definition, service);
    }

    // What a refused change has allocated for services that are not there yet is given back, so that it leaves nothing behind.
    private async Task ReleaseNewAsync(UpPreparation prepared, ProjectDefinition definition, CancellationToken cancellationToken)
    {
        foreach (var copy in definition.Services.Where(s => s.ReplicaOf is not null && prepared.Before.Services.All(b => b.Name != s.Name)))
        {
            foreach (var port in prepared.Ports.Ports.GetValueOrDefault(copy.Name) ?? [])
            {
                var query = new PortQuery
                {
                    ProjectId = Project.ProjectId,
                    Checkout = Project.Checkout,
                    Service = copy.ReplicaOf,
                    Name = port.Name,
                    Port = port.Port,
                    Protocol = port.Protocol,
                };
                await Registry.ReleaseAsync(query, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
