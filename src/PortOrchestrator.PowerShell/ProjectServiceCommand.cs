using System.Management.Automation;
using PortOrchestrator.PowerShell.Arguments;

namespace PortOrchestrator.PowerShell;

/// <summary>
/// A cmdlet that acts on services, by name or as objects. Everything that comes down the pipeline is collected first, so that
/// services of one project are started and stopped together, in the order that their dependencies ask for.
/// </summary>
public abstract class ProjectServiceCommand : ProjectCommand
{
    private readonly List<(string? Project, IReadOnlyList<string> Names)> _wanted = [];

    private protected ProjectServiceCommand()
    {
    }

    /// <summary>Services, as <c>Get-ProjectService</c> writes them.</summary>
    [Parameter(ParameterSetName = InputSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public ServiceSnapshot[] InputObject { get; set; } = [];

    private protected const string NameSet = "Name";
    private protected const string InputSet = "InputObject";

    /// <summary>The names and wildcards of the present record; empty means every service.</summary>
    private protected abstract IReadOnlyList<string> Patterns { get; }

    /// <inheritdoc/>
    private protected sealed override void Prepare()
    {
        base.Prepare();
        if (ParameterSetName != InputSet)
        {
            foreach (var project in Projects) _wanted.Add((project, Patterns));
            return;
        }

        foreach (var service in InputObject)
            _wanted.Add((service.ProjectPath.Length > 0 ? service.ProjectPath : Projects[0], [service.Name]));
    }

    /// <inheritdoc/>
    private protected sealed override Task ProcessAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    private protected sealed override Task EndAsync(CancellationToken cancellationToken)
    {
        var groups = _wanted.GroupBy(w => w.Project ?? "").ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.SelectMany(w => w.Names).Distinct()]);
        IReadOnlyList<string?> projects = [.. _wanted.Select(w => w.Project).Distinct()];
        return EachProjectAsync(projects, (orchestrator, project) => SelectAsync(orchestrator, groups[project ?? ""], cancellationToken), cancellationToken);
    }

    /// <summary>The names that patterns are matched against.</summary>
    private protected virtual async Task<IReadOnlyList<string>> KnownNamesAsync(ProjectOrchestrator project, CancellationToken cancellationToken)
    {
        var snapshot = await project.GetSnapshotAsync(cancellationToken).ConfigureAwait(false);
        return WithWholes(snapshot.Services.Select(s => s.Name), snapshot.Services.Select(s => s.Service), Patterns);
    }

    /// <summary>Acts on the services that were found.</summary>
    private protected abstract Task ActAsync(ProjectOrchestrator project, IReadOnlyList<string> services, CancellationToken cancellationToken);

    /// <summary>Asks for each service whether to go on, and returns those that the user agreed to.</summary>
    private protected async Task<IReadOnlyList<string>> ConfirmEachAsync(ProjectOrchestrator project, IReadOnlyList<string> services, string action)
    {
        var agreed = new List<string>();
        foreach (var service in services)
        {
            if (await ConfirmAsync($"service '{service}' of project '{project.Project.Name}'", action).ConfigureAwait(false)) agreed.Add(service);
        }

        return agreed;
    }

    private async Task SelectAsync(ProjectOrchestrator project, IReadOnlyList<string> patterns, CancellationToken cancellationToken)
    {
        var known = await KnownNamesAsync(project, cancellationToken).ConfigureAwait(false);
        var (found, missing) = NamePatterns.Match(patterns, known);
        foreach (var name in missing) Report(ErrorCode.ServiceNotFound, NotFound(name, project.Project, known), name);
        if (found.Count > 0) await ActAsync(project, found, cancellationToken).ConfigureAwait(false);
    }

    private static string NotFound(string name, ProjectIdentity project, IReadOnlyList<string> known)
    {
        var list = known.Count == 0 ? "It has no services." : $"Its services are {string.Join(", ", known.Take(20))}{(known.Count > 20 ? ", …" : "")}.";
        return $"There is no service '{name}' in project '{project.Name}' ({project.Root}). {list}";
    }
}
