using PortOrchestrator.Probes;

namespace PortOrchestrator.Resolution;

/// <summary>Gets every service of a project its ports and finds out who stands in the way.</summary>
/// <param name="registry">The machine's ports.</param>
/// <param name="project">Whose they will be.</param>
/// <param name="definition">The services.</param>
/// <param name="shared">The services among them that belong to somebody else, whose ports are taken as they are.</param>
/// <param name="engines">What is known of Docker Compose and systemd; nothing when no service has to do with them.</param>
internal sealed class PortPlanner(
    IPortRegistry registry, ProjectIdentity project, ProjectDefinition definition, SharedPlan shared, EngineOutlook engines)
{
    private readonly Dictionary<string, IReadOnlyList<ServicePort>> _ports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _external = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _warnings = new(StringComparer.Ordinal);
    private readonly List<ServicePortConflict> _conflicts = [];

    /// <summary>Allocates.</summary>
    /// <param name="starting">Names of the services that are about to be started; exact ports of others are taken as written.</param>
    /// <param name="isOurs">Whether this checkout launched the service before, so that a listener on its port is its own.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<PortPlan> PlanAsync(IReadOnlySet<string> starting, Func<string, bool> isOurs, CancellationToken cancellationToken)
    {
        var aboutRange = await RangeKeeper.RecordAsync(registry, project, definition, cancellationToken).ConfigureAwait(false);
        _conflicts.AddRange(shared.Conflicts);
        foreach (var (name, ports) in shared.Ports) _ports[name] = ports;
        var own = definition.Services.Where(s => !shared.Ports.ContainsKey(s.Name)).ToList();
        var answers = await AllocateAsync(own.FindAll(s => !engines.Running.ContainsKey(s.Name)), starting, cancellationToken).ConfigureAwait(false);
        foreach (var service in own)
        {
            if (engines.Running.TryGetValue(service.Name, out var running)) await PlanRunningAsync(service, running, cancellationToken).ConfigureAwait(false);
            else await PlanServiceAsync(service, starting.Contains(service.Name), isOurs, answers, cancellationToken).ConfigureAwait(false);
        }

        return new PortPlan { Engines = engines, Ports = _ports, External = _external, Conflicts = _conflicts, ProjectWarnings = aboutRange, Warnings = _warnings };
    }

    // All at once: what is missing of a new checkout costs one transaction, not one for each port.
    private async Task<Dictionary<(string Service, string Port), PortAllocationResult>> AllocateAsync(
        List<ServiceDefinition> services, IReadOnlySet<string> starting, CancellationToken cancellationToken)
    {
        var wanted = services
            .SelectMany(s => s.Ports.Where(p => !engines.IsOutOfOurHands(s, p)).Select(p => (Service: s, Port: Settled(s, p))))
            .Where(w => !IsTakenAsWritten(w.Service, w.Port, starting.Contains(w.Service.Name)))
            .ToList();
        var answers = new Dictionary<(string Service, string Port), PortAllocationResult>();
        if (wanted.Count == 0) return answers;
        var results = await registry.AllocateAllAsync(wanted.ConvertAll(w => Request(w.Service, w.Port)), cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < wanted.Count; i++) answers[(wanted[i].Service.Name, wanted[i].Port.Name)] = results[i];
        return answers;
    }

    // What cannot be moved is meant exactly.
    private PortDefinition Settled(ServiceDefinition service, PortDefinition port) => engines.CanMove(service, port) ? port : port with { Mode = PortMode.Exact };

    private static bool IsTakenAsWritten(ServiceDefinition service, PortDefinition port, bool starting) =>
        port is { Mode: PortMode.Exact, Port: not null } && (!starting || service.Kind == ServiceKind.External);

    private async Task PlanServiceAsync(
        ServiceDefinition service,
        bool starting,
        Func<string, bool> isOurs,
        Dictionary<(string Service, string Port), PortAllocationResult> answers,
        CancellationToken cancellationToken)
    {
        var ports = new List<ServicePort>();
        var warnings = new List<string>();
        foreach (var stated in service.Ports)
        {
            if (engines.IsOutOfOurHands(service, stated))
            {
                warnings.Add(EngineMessages.Chosen(stated, engines));
                continue;
            }

            var port = Settled(service, stated);
            if (!answers.TryGetValue((service.Name, port.Name), out var result))
            {
                ports.Add(new ServicePort(port.Name, port.Port!.Value, port.Protocol));
                continue;
            }

            if (result.Warning is { } warning) warnings.Add(warning);
            var number = result.Allocation?.Port ?? port.Port;
            if (number is { } n) ports.Add(new ServicePort(port.Name, n, port.Protocol));
            switch (result.Outcome)
            {
                case PortOutcome.Allocated when port.Port is { } wanted && wanted != number:
                    warnings.Add(result.Reason ?? $"port {wanted} was not to be had; {number} is used instead");
                    break;
                case PortOutcome.Shared when starting && number is { } shared && await FindSharedAsync(service, port, shared, isOurs, cancellationToken).ConfigureAwait(false) is { } sharer:
                    _external[service.Name] = sharer;
                    break;
                case PortOutcome.Shared:
                    warnings.Add(result.Reason ?? $"port {number} is shared with {result.Holder}");
                    break;
                case PortOutcome.External:
                    await UseOrRefuseAsync(service, port, result, cancellationToken).ConfigureAwait(false);
                    break;
                case PortOutcome.Existing when starting && number is { } held && !isOurs(service.Name):
                    await LookForSquatterAsync(service, port, held, cancellationToken).ConfigureAwait(false);
                    break;
                case PortOutcome.Conflict or PortOutcome.ReservedBySystem or PortOutcome.PoolExhausted when port.Inferred:
                    warnings.Add(result.Reason ?? $"port {number} is taken");
                    break;
                case PortOutcome.Conflict or PortOutcome.ReservedBySystem or PortOutcome.PoolExhausted:
                    Refuse(service, port, number, result.Holder, (result.Reason ?? $"No port is free for '{service.Name}'.") + EngineMessages.Cure(service, port, engines));
                    break;
            }
        }

        _ports[service.Name] = ports;
        _warnings[service.Name] = warnings;
    }

    // It runs, so its ports are what they are. They are on record, so that nobody is given them; what stands against that changes nothing about who has them.
    private async Task PlanRunningAsync(ServiceDefinition service, RunningService running, CancellationToken cancellationToken)
    {
        var taken = service.Ports.Select(p => (Port: p, Number: running.NumberOf(service, p))).Where(t => t.Number is not null).ToList();
        (_ports[service.Name], _warnings[service.Name]) = (taken.ConvertAll(t => new ServicePort(t.Port.Name, t.Number!.Value, t.Port.Protocol)), []);
        if (running.OtherFolder is not null)
        {
            _conflicts.Add(EngineMessages.OtherFolder(service, running));
            return;
        }

        _external[service.Name] = running.Holder;
        var requests = taken.ConvertAll(t => Request(service, t.Port with { Port = t.Number, Mode = PortMode.Exact }) with { AllowForeignHolder = true });
        if (requests.Count > 0) await registry.AllocateAllAsync(requests, cancellationToken).ConfigureAwait(false);
    }

    // Another checkout of the project runs the very service on that port, in a Compose project of its own.
    private async Task<string?> FindSharedAsync(ServiceDefinition service, PortDefinition port, int number, Func<string, bool> isOurs, CancellationToken cancellationToken)
    {
        if (service.Compose is null || isOurs(service.Name)) return null;
        var holders = await registry.FindHoldersAsync(number, port.Protocol, cancellationToken).ConfigureAwait(false);
        return holders.Any(h => h.Address is not null) ? holders[0].ToString() : null;
    }

    private PortRequest Request(ServiceDefinition service, PortDefinition port) => new()
    {
        Project = project,
        Service = service.ReplicaOf ?? service.Name,
        Replica = service.Replica ?? 0,
        Name = port.Name,
        Protocol = port.Protocol,
        Mode = port.Port is null ? PortMode.Auto : port.Mode,
        Port = port.Port,
        // Also where a linked worktree's file has another range than the one on record for the project.
        Range = definition.PortRange,
        AllowSharing = LivesElsewhere(service),
        AllowForeignHolder = LivesElsewhere(service),
    };

    private static bool LivesElsewhere(ServiceDefinition service) =>
        service.Launcher is not null || service.Kind is ServiceKind.Daemon or ServiceKind.Compose or ServiceKind.Systemd or ServiceKind.External;

    private async Task UseOrRefuseAsync(ServiceDefinition service, PortDefinition port, PortAllocationResult result, CancellationToken cancellationToken)
    {
        var number = result.Allocation!.Port;
        if (await AnswersAsync(service, cancellationToken).ConfigureAwait(false))
        {
            _external[service.Name] = result.Holder?.ToString() ?? "an unknown process";
            return;
        }

        // The allocation was made for a holder that turned out to be a stranger.
        var query = new PortQuery
        {
            ProjectId = project.ProjectId,
            Checkout = project.Checkout,
            Service = service.ReplicaOf ?? service.Name,
            Name = port.Name,
            Port = number,
            Protocol = port.Protocol,
        };
        await registry.ReleaseAsync(query, cancellationToken).ConfigureAwait(false);
        Refuse(service, port, number, result.Holder, PortMessages.Taken(service, port, number, result.Holder, EngineMessages.Cure(service, port, engines)));
    }

    // The port is ours on paper, yet somebody else listens on it while our service does not run.
    private async Task LookForSquatterAsync(ServiceDefinition service, PortDefinition port, int number, CancellationToken cancellationToken)
    {
        var holders = await registry.FindHoldersAsync(number, port.Protocol, cancellationToken).ConfigureAwait(false);
        if (holders.FirstOrDefault(h => h.Address is not null) is not { } holder) return;
        holder = holder with { Allocation = null };
        if (LivesElsewhere(service) && await AnswersAsync(service, cancellationToken).ConfigureAwait(false))
            _external[service.Name] = holder.ToString();
        else if (!port.Inferred)
            Refuse(service, port, number, holder, PortMessages.Taken(service, port, number, holder, EngineMessages.Cure(service, port, engines)));
    }

    private static async Task<bool> AnswersAsync(ServiceDefinition service, CancellationToken cancellationToken)
    {
        if (service.Readiness is not { Check: HttpCheck or TcpCheck } readiness) return false;
        var context = new ProbeContext { WorkingDirectory = service.WorkingDirectory, Environment = new Dictionary<string, string>(), Shell = [] };
        var probe = ProbeFactory.Create(readiness.Check, context);
        var result = await ProbeRunner.CheckOnceAsync(probe, readiness.Timeout, cancellationToken: cancellationToken).ConfigureAwait(false);
        return result.Success;
    }

    private void Refuse(ServiceDefinition service, PortDefinition port, int? number, PortHolder? holder, string message) => _conflicts.Add(new ServicePortConflict
    {
        Service = service.Name,
        PortName = port.Name,
        Port = number,
        Required = service.Required,
        Holder = holder,
        Message = message,
    });
}
