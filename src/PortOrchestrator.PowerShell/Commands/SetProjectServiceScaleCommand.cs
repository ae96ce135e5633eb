using System.Management.Automation;
using PortOrchestrator.PowerShell.Arguments;
using PortOrchestrator.PowerShell.Completion;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Makes so many copies of a service run.</summary>
[Cmdlet(VerbsCommon.Set, "ProjectServiceScale", SupportsShouldProcess = true)]
[OutputType(typeof(ServiceSnapshot))]
public sealed class SetProjectServiceScaleCommand : WholeProjectCommand
{
    /// <summary>The service's name.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public string Name { get; set; } = "";

    /// <summary>The number of copies.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateRange(1, ProjectOrchestrator.MaxReplicas)]
    public int Count { get; set; }

    /// <summary>Return once the copies are asked to start.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>The time the whole call may take: seconds, or a time span.</summary>
    /// <value>The default value is <see langword="null"/>: the service's own time to become ready decides.</value>
    [Parameter]
    [SecondsTransformation]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Write a snapshot of each copy.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProjectAsync(ProjectOrchestrator project, CancellationToken cancellationToken)
    {
        if (!await ConfirmAsync($"service '{Name}' of project '{project.Project.Name}'", $"Run {Count} copies").ConfigureAwait(false)) return;
        var options = new UpOptions { Wait = !NoWait, Timeout = Timeout };
        var result = await WatchAsync(
            $"Scaling {Name} of {project.Project.Name}", progress => project.ScaleAsync(Name, Count, options, progress, cancellationToken)).ConfigureAwait(false);
        OutcomeReporter.Report(this, result, project.Project);
        if (PassThru) WriteNamed(result.Snapshot, [Name]);
    }
}
