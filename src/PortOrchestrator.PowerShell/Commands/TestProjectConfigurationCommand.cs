using System.Management.Automation;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Tells whether a project's configuration can be used. Starts and allocates nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ProjectConfiguration")]
[OutputType(typeof(bool))]
public sealed class TestProjectConfigurationCommand : ProjectCommand
{
    /// <inheritdoc/>
    private protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        EachProjectAsync(
            Projects,
            async (project, _) =>
            {
                var result = await project.LoadAsync(cancellationToken).ConfigureAwait(false);
                foreach (var finding in result.Diagnostics) Explain(finding.ToString());
                if (result.NotFound) Explain($"There is no configuration file in '{project.Project.Root}' or above it.");
                Write(result.IsValid);
            },
            cancellationToken);
}
