using System.Management.Automation;
using PortOrchestrator.PowerShell.Arguments;
using PortOrchestrator.PowerShell.Completion;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Waits until services that somebody else starts or stops are ready, completed or stopped.</summary>
[Cmdlet(VerbsLifecycle.Wait, "ProjectService", DefaultParameterSetName = NameSet)]
[OutputType(typeof(ServiceSnapshot))]
public sealed class WaitProjectServiceCommand : ProjectServiceCommand
{
    /// <summary>Names of services; wildcards allowed.</summary>
    /// <value>The default value is empty: all that are not disabled.</value>
    [Parameter(ParameterSetName = NameSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>What to wait for.</summary>
    /// <value>The default value is <see cref="ServiceCondition.Ready"/>.</value>
    [Parameter]
    public ServiceCondition For { get; set; }

    /// <summary>How long: seconds, or a time span.</summary>
    /// <value>The default value is <see langword="null"/>: for ever.</value>
    [Parameter]
    [SecondsTransformation]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Write a snapshot of each service that was waited for.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override IReadOnlyList<string> Patterns => Name;

    /// <inheritdoc/>
    private protected override async Task ActAsync(ProjectOrchestrator project, IReadOnlyList<string> services, CancellationToken cancellationToken)
    {
        var everything = ParameterSetName == NameSet && Name.Length == 0;
        var condition = Enum.Parse<WaitCondition>(For.ToString());
        var result = await WatchAsync(
            $"Waiting for services of {project.Project.Name}",
            progress => project.WaitAsync(everything ? [] : services, condition, Timeout, progress, cancellationToken)).ConfigureAwait(false);
        OutcomeReporter.Report(this, result, project.Project);
        if (PassThru && result.Succeeded) WriteNamed(result.Snapshot, services);
    }
}
