using System.Management.Automation;
using PortOrchestrator.PowerShell.Completion;
using PortOrchestrator.PowerShell.Output;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Gets the exact command, folder and environment that services are started with. Ports they do not hold yet are allocated.</summary>
[Cmdlet(VerbsCommon.Get, "ProjectServiceEnvironment", DefaultParameterSetName = NameSet)]
[OutputType(typeof(ServiceStartInfo))]
public sealed class GetProjectServiceEnvironmentCommand : ProjectServiceCommand
{
    /// <summary>Names of services; wildcards allowed.</summary>
    [Parameter(ParameterSetName = NameSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    private protected override IReadOnlyList<string> Patterns => Name;

    /// <inheritdoc/>
    private protected override Task<IReadOnlyList<string>> KnownNamesAsync(ProjectOrchestrator project, CancellationToken cancellationToken) =>
        ConfiguredNamesAsync(project, Patterns, cancellationToken);

    /// <inheritdoc/>
    private protected override async Task ActAsync(ProjectOrchestrator project, IReadOnlyList<string> services, CancellationToken cancellationToken)
    {
        foreach (var service in services)
        {
            var found = await project.GetEnvironmentAsync(service, cancellationToken).ConfigureAwait(false);
            Write(new ServiceStartInfo
            {
                Name = found.Service,
                Command = found.Command,
                WorkingDirectory = found.WorkingDirectory,
                Environment = found.Environment,
                Project = project.Project.Name,
                ProjectPath = project.Project.Root,
            });
        }
    }
}
