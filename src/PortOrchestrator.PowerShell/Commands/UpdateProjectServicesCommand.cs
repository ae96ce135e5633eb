using System.Management.Automation;
using PortOrchestrator.PowerShell.Arguments;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Reads a project's configuration again and brings what runs in line with it.</summary>
[Cmdlet(VerbsData.Update, "ProjectServices", SupportsShouldProcess = true)]
[OutputType(typeof(ServiceSnapshot))]
public sealed class UpdateProjectServicesCommand : WholeProjectCommand
{
    /// <summary>Return once the changes were begun.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>The time the whole call may take: seconds, or a time span.</summary>
    /// <value>The default value is <see langword="null"/>: each service's own time to become ready decides.</value>
    [Parameter]
    [SecondsTransformation]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Write a snapshot of each service afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProjectAsync(ProjectOrchestrator project, CancellationToken cancellationToken)
    {
        if (!await ConfirmAsync($"services of project '{project.Project.Name}' ({project.Project.Root})", "Reload configuration").ConfigureAwait(false)) return;
        var options = new UpOptions { Wait = !NoWait, Timeout = Timeout };
        var result = await WatchAsync(
            $"Reloading {project.Project.Name}", progress => project.ReloadAsync(options, progress, cancellationToken)).ConfigureAwait(false);
        OutcomeReporter.Report(this, result, project.Project);
        foreach (var (name, change) in result.Changed) Explain($"Restarted '{name}': {change} has changed.");
        if (result.Stopped.Count > 0) Explain($"Stopped, for they are no longer configured: {string.Join(", ", result.Stopped)}.");
        if (!PassThru) return;
        foreach (var service in result.Snapshot.Services) Write(service);
    }
}
