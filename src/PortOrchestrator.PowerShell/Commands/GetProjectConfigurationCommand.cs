using System.Management.Automation;
using PortOrchestrator.PowerShell.Output;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Reads and validates a project's configuration. Starts and allocates nothing.</summary>
[Cmdlet(VerbsCommon.Get, "ProjectConfiguration")]
[OutputType(typeof(ProjectConfiguration))]
public sealed class GetProjectConfigurationCommand : ProjectCommand
{
    /// <inheritdoc/>
    private protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        EachProjectAsync(Projects, (project, _) => ReadAsync(project, cancellationToken), cancellationToken);

    private async Task ReadAsync(ProjectOrchestrator project, CancellationToken cancellationToken)
    {
        var result = await project.LoadAsync(cancellationToken).ConfigureAwait(false);
        if (result.NotFound)
        {
            var identity = project.Project;
            Report(ErrorCode.ConfigurationNotFound, $"There is no configuration file in '{identity.Root}' or above it.", identity.Root);
            return;
        }

        Write(new ProjectConfiguration
        {
            Project = result.Definition?.Name ?? project.Project.Name,
            Checkout = project.Project.Checkout,
            ProjectPath = project.Project.Root,
            IsValid = result.IsValid,
            Format = result.Definition?.Format,
            Files = result.Definition?.Files ?? [.. result.Diagnostics.Select(d => d.Location?.File).OfType<string>().Distinct()],
            Services = result.Definition?.Services ?? [],
            Diagnostics = result.Diagnostics,
        });
    }
}
