using PortOrchestrator.PowerShell.Arguments;

namespace PortOrchestrator.PowerShell;

/// <summary>A cmdlet that acts on each project as a whole, as it comes down the pipeline.</summary>
public abstract class WholeProjectCommand : ProjectCommand
{
    private protected WholeProjectCommand()
    {
    }

    /// <inheritdoc/>
    private protected sealed override async Task ProcessAsync(CancellationToken cancellationToken) => await EachProjectAsync(
        await FindProjectsAsync(cancellationToken).ConfigureAwait(false), (project, _) => ProjectAsync(project, cancellationToken), cancellationToken).ConfigureAwait(false);

    /// <summary>The projects of the present record.</summary>
    private protected virtual Task<IReadOnlyList<string?>> FindProjectsAsync(CancellationToken cancellationToken) => Task.FromResult(Projects);

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
