using PortOrchestrator.ServiceGraph;
using PortOrchestrator.Supervision;
using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator;

public sealed partial class ProjectOrchestrator
{
    /// <summary>
    /// Brings up what a service depends on, and tells what to start the service itself with, which is left to the caller: in the foreground,
    /// with the caller's terminal, under nobody's supervision.
    /// </summary>
    /// <param name="service">The service's name.</param>
    /// <param name="arguments">Further arguments of its command.</param>
    /// <param name="options">How long to wait, and whether to leave out what it depends on.</param>
    /// <param name="progress">Told of every change of a service, in order.</param>
    /// <param name="cancellationToken">Ends the wait; what was started goes on.</param>
    /// <exception cref="ConfigurationException">The configuration is missing or has errors.</exception>
    /// <exception cref="PortOrchestratorException">The service does not exist, has no command, or runs already.</exception>
    public async Task<ServiceRun> PrepareRunAsync(
        string service,
        IReadOnlyList<string> arguments,
        UpOptions? options = null,
        IProgress<ServiceSnapshot>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        options = (options ?? new UpOptions()) with { Restart = false, Wait = true };
        options = options with { Selection = options.Selection with { Services = [service] } };
        using var limit = new TimeLimit(options.Timeout, _surroundings.Options.TimeProvider, cancellationToken);
        var loaded = await AdmitAsync(options, cancellationToken).ConfigureAwait(false);
        var steps = Plan(loaded.Graph!, options).Steps;
        var target = steps.First(s => s.Selected).Service;
        RefuseShared(loaded.Result.Definition!, service, "run in the foreground");
        await RefuseRunAsync(target, cancellationToken).ConfigureAwait(false);
        await RecordApprovalAsync(options, loaded.Result, cancellationToken).ConfigureAwait(false);
        // Other copies of the service are none of its dependencies.
        var names = steps.Where(s => !s.Selected).Select(s => s.Service.Name).ToList();
        var up = names.Count == 0
            ? await NothingToDoAsync(loaded.Result, cancellationToken).ConfigureAwait(false)
            : await StartAsync(Dependencies(loaded, options, names), limit, progress, cancellationToken).ConfigureAwait(false);
        if (up.Outcome is UpOutcome.Ready or UpOutcome.AlreadyRunning)
            up = await AwaitEndsAsync(up, steps.First(s => s.Selected), progress, limit.Token).ConfigureAwait(false);
        if (up.Outcome is not (UpOutcome.Ready or UpOutcome.AlreadyRunning or UpOutcome.NothingToDo)) return new ServiceRun { Up = up };
        return await ResolveRunAsync(loaded.Result.Definition!, target, arguments, up, cancellationToken).ConfigureAwait(false);
    }

    private static StartRequest Dependencies(LoadedConfiguration loaded, UpOptions options, IReadOnlyList<string> names) =>
        new(options with { Selection = new StartSelection() }, loaded.Result, names)
        {
            AskAsync = async (client, _, spec, token) =>
                StartReply.From(await client.UpAsync(new UpCommand { Project = spec, Services = names }, token).ConfigureAwait(false)),
        };

    private async Task RefuseRunAsync(ServiceDefinition target, CancellationToken cancellationToken)
    {
        if (target.Compose is not null || target.Systemd is not null)
        {
            throw new PortOrchestratorException(
                ErrorCode.InvalidArgument,
                $"'{target.Name}' is run by {(target.Systemd is null ? "Docker Compose" : "systemd")}, which has no foreground. 'portorch up {target.Name}' starts it, 'portorch logs -f {target.Name}' shows what it prints.");
        }

        if (target.StartCommand is null)
            throw new PortOrchestratorException(ErrorCode.InvalidArgument, $"'{target.Name}' has no command that could be run; somebody else runs it.");
        if (Lives(await PresentAsync(cancellationToken).ConfigureAwait(false), target.Name))
            throw new PortOrchestratorException(ErrorCode.InvalidArgument, $"'{target.Name}' runs already. 'portorch stop {target.Name}' stops it, then it can be run here.");
    }

    // A process that runs is up, and yet not what somebody waits for who wants it to have ended.
    private async Task<UpResult> AwaitEndsAsync(UpResult up, StartStep step, IProgress<ServiceSnapshot>? progress, CancellationToken cancellationToken)
    {
        foreach (var dependency in step.Dependencies.Where(d => d.Condition is DependencyCondition.Completed or DependencyCondition.CompletedSuccessfully))
        {
            var wait = await WaitAsync([dependency.Service], WaitCondition.Completed, null, progress, cancellationToken).ConfigureAwait(false);
            if (wait.Succeeded || dependency.Condition == DependencyCondition.Completed) continue;
            return up with { Outcome = UpOutcome.ServiceFailed, Failures = wait.Failures, Snapshot = wait.Snapshot };
        }

        return up;
    }

    private async Task<ServiceRun> ResolveRunAsync(
        ProjectDefinition definition, ServiceDefinition target, IReadOnlyList<string> arguments, UpResult up, CancellationToken cancellationToken)
    {
        await Registry.RegisterCheckoutAsync(Project, cancellationToken).ConfigureAwait(false);
        var planner = await PlannerAsync(definition, cancellationToken).ConfigureAwait(false);
        var ports = await planner.PlanAsync(new HashSet<string>(StringComparer.Ordinal) { target.Name }, _ => false, cancellationToken).ConfigureAwait(false);
        var conflicts = ports.Conflicts.Where(c => c.Service == target.Name).Select(c => c with { Required = true }).ToList();
        if (conflicts.Count > 0) return new ServiceRun { Up = up with { Outcome = UpOutcome.PortConflict, Conflicts = conflicts } };
        var spec = Resolve(definition, ports).Services.Single(s => s.Name == target.Name);
        var environment = new SortedDictionary<string, string>(spec.Environment.ToDictionary(p => p.Key, p => p.Value), StringComparer.Ordinal)
        {
            [ServiceVariables.Instance] = Guid.NewGuid().ToString("N"),
        };
        return new ServiceRun
        {
            Up = up with { Warnings = [.. up.Warnings.Concat(spec.Warnings.Select(w => $"{spec.Name}: {w}")).Distinct()] },
            Environment = new ServiceEnvironment
            {
                Service = spec.Name,
                Command = CommandArguments.Append(spec, arguments),
                WorkingDirectory = spec.Definition.WorkingDirectory,
                Environment = environment,
            },
        };
    }
}
