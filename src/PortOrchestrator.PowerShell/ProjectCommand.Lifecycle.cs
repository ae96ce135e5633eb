using PortOrchestrator.PowerShell.Progress;
using PortOrchestrator.ServiceGraph;

namespace PortOrchestrator.PowerShell;

public abstract partial class ProjectCommand
{
    private ServiceProgress? _progress;

    /// <inheritdoc/>
    private protected sealed override void OnIdle() => _progress?.Flush();

    /// <inheritdoc/>
    private protected sealed override void OnEnded()
    {
        _progress?.Complete();
        _progress = null;
    }

    /// <summary>The names of the services that are configured.</summary>
    private protected static async Task<IReadOnlyList<string>> ConfiguredNamesAsync(
        ProjectOrchestrator project, IReadOnlyList<string> patterns, CancellationToken cancellationToken)
    {
        var plan = await project.PlanAsync(null, cancellationToken).ConfigureAwait(false);
        return WithWholes(plan.Definition.Services.Select(s => s.Name), plan.Definition.Services.Select(s => s.ReplicaOf), patterns);
    }

    /// <summary>Names of instances, and of services of several copies where they are asked for by that name; a wildcard means the copies.</summary>
    private protected static IReadOnlyList<string> WithWholes(IEnumerable<string> names, IEnumerable<string?> wholes, IReadOnlyList<string> patterns) =>
        [.. names.Concat(wholes.OfType<string>().Where(w => patterns.Contains(w, StringComparer.OrdinalIgnoreCase))).Distinct(StringComparer.Ordinal)];

    /// <summary>Asks for each service of a start plan whether to start it; null when none is left.</summary>
    private protected async Task<UpOptions?> ConfirmPlanAsync(
        ProjectOrchestrator project, UpOptions options, string action, CancellationToken cancellationToken)
    {
        var plan = await project.PlanAsync(options, cancellationToken).ConfigureAwait(false);
        foreach (var finding in plan.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Warning)) Warn(finding.ToString());
        var agreed = new List<string>();
        foreach (var step in plan.Plan.Steps)
        {
            var target = $"service '{step.Service.Name}' (tier {step.Service.Tier}) of project '{project.Project.Name}'";
            if (await ConfirmAsync(target, action).ConfigureAwait(false)) agreed.Add(step.Service.Name);
        }

        if (agreed.Count == plan.Plan.Steps.Count && agreed.Count > 0) return options;
        return agreed.Count == 0 ? null : options with { Selection = new StartSelection { Services = agreed, WithoutDependencies = true } };
    }

    private protected async Task<UpResult> UpAsync(ProjectOrchestrator project, UpOptions options, CancellationToken cancellationToken)
    {
        var result = await WatchAsync(
            $"Starting services of {project.Project.Name}", progress => project.UpAsync(options, progress, cancellationToken)).ConfigureAwait(false);
        OutcomeReporter.Report(this, result, project.Project);
        return result;
    }

    private protected async Task<DownResult> DownAsync(ProjectOrchestrator project, DownOptions options, CancellationToken cancellationToken)
    {
        var result = await WatchAsync(
            $"Stopping services of {project.Project.Name}", progress => project.DownAsync(options, progress, cancellationToken)).ConfigureAwait(false);
        OutcomeReporter.Report(this, result, project.Project);
        return result;
    }

    /// <summary>Shows progress while something goes on.</summary>
    private protected async Task<T> WatchAsync<T>(string activity, Func<IProgress<ServiceSnapshot>, Task<T>> work)
    {
        var progress = new ServiceProgress(this, activity, WriteProgress, TimeProvider.System);
        Post(() => _progress = progress);
        try
        {
            return await work(progress).ConfigureAwait(false);
        }
        finally
        {
            Post(progress.Complete);
        }
    }

    private protected void WriteNamed(ProjectSnapshot snapshot, IReadOnlyList<string> names)
    {
        foreach (var service in snapshot.Services.Where(s => names.Contains(s.Name) || names.Contains(s.Service))) Write(service);
    }
}
