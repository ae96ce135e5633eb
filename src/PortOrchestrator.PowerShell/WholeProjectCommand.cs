using PortOrchestrator.PowerShell.Arguments;

namespace PortOrchestrator.PowerShell;

/// <summary>A cmdlet that acts on each project as a whole, as it comes down the pipeline.</summary>
public abstract class WholeProjectCommand : ProjectCommand
{
    private protected WholeProjectCommand()
    {
    }

    /// <inheritdoc/>
    private protected sealed override Task ProcessAsync(CancellationToken cancellationToken) =>
        EachProjectAsync(Projects, (project, _) => ProjectAsync(project, cancellationToken), cancellationToken);

    /// <summary>Acts on one project.</summary>
    private protected abstract Task ProjectAsync(ProjectOrchestrator project, CancellationToken cancellationToken);

    /// <summary>The configured services that names and wildcards mean; a literal name that does not exist is an error.</summary>
    private protected async Task<IReadOnlyList<string>> SelectServicesAsync(
        ProjectOrchestrator project, IReadOnlyList<string> patterns, CancellationToken cancellationToken)
    {
        var (found, missing) = NamePatterns.Match(patterns, await ConfiguredNamesAsync(project, patterns, cancellationToken).ConfigureAwait(false));
        foreach (var name in missing)
            Report(ErrorCode.ServiceNotFound, $"There is no service '{name}' in project '{project.Project.Name}' ({project.Project.Root}).", name);
        return found;
    }
}
