using PortOrchestrator.ConfigParsers;

namespace PortOrchestrator.Loading;

/// <summary>Finds out which project an option value means.</summary>
internal sealed class ProjectResolver(ProjectLocator locator, IPortRegistry registry, string workingDirectory, SettingsSource? settings = null)
{
    /// <summary>Finds the project.</summary>
    /// <param name="project">A directory, a registered name (with <c>/CHECKOUT</c> a linked worktree), or null for the working directory.</param>
    /// <param name="files">Files named on the command line; outside git the folder of the first one is the root.</param>
    /// <param name="register">Whether an unknown name becomes a project without a folder.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<ProjectLocation> ResolveAsync(
        string? project, IReadOnlyList<string> files, bool register, CancellationToken cancellationToken)
    {
        if (project is null)
        {
            if (files.Count == 0) return await LocateAsync(workingDirectory, cancellationToken).ConfigureAwait(false);
            var here = await locator.LocateAsync(workingDirectory, cancellationToken).ConfigureAwait(false);
            if (here.Identity.GitCommonDirectory is not null || here.Files.Count > 0) return here;
            var folder = Path.GetDirectoryName(Path.GetFullPath(files[0], workingDirectory));
            return Directory.Exists(folder) ? await locator.LocateAsync(folder, cancellationToken).ConfigureAwait(false) : here;
        }

        var directory = Path.GetFullPath(project, workingDirectory);
        if (Directory.Exists(directory)) return await LocateAsync(directory, cancellationToken).ConfigureAwait(false);
        return await ByNameAsync(project, directory, register, cancellationToken).ConfigureAwait(false);
    }

    // The settings are asked only where a project has no configuration of its own: most calls never read them for that.
    private async Task<ProjectLocation> LocateAsync(string directory, CancellationToken cancellationToken)
    {
        var found = await locator.LocateAsync(directory, cancellationToken).ConfigureAwait(false);
        if (settings is null || found.Files.Count > 0 || found.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error)) return found;
        var read = await settings.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (read.Settings is null) return found with { Diagnostics = [.. found.Diagnostics, .. read.Diagnostics] };
        return read.Settings.Projects.Count == 0 ? found : await locator.LocateAsync(directory, read.Settings.Projects, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ProjectLocation> ByNameAsync(string name, string directory, bool register, CancellationToken cancellationToken)
    {
        var known = (await registry.ListCheckoutsAsync(cancellationToken).ConfigureAwait(false)).Where(c => c.Scope == ServiceScope.Checkout).ToList();
        var matches = Matching(known, name, directory);
        var projects = matches.Select(c => c.ProjectId).Distinct().ToList();
        if (projects.Count > 1)
        {
            var roots = string.Join(", ", matches.Select(c => $"'{c.Root}'"));
            throw new PortOrchestratorException(ErrorCode.InvalidArgument, $"Several projects are called '{name}': {roots}. Name the directory instead.");
        }

        if (matches.Count > 0)
        {
            var identity = matches.FirstOrDefault(c => c.IsMain) ?? matches[0];
            if (!Directory.Exists(identity.Root)) return new ProjectLocation { Identity = identity };
            var found = await LocateAsync(identity.Root, cancellationToken).ConfigureAwait(false);
            // Another checkout may have taken the folder of one that was moved or removed.
            return (found.Identity.ProjectId, found.Identity.Checkout) == (identity.ProjectId, identity.Checkout) ? found : new ProjectLocation { Identity = identity };
        }

        if (register && IsName(name)) return new ProjectLocation { Identity = NamedProject.Create(name) };
        throw new PortOrchestratorException(
            ErrorCode.ProjectNotFound,
            $"There is no directory '{name}' and no registered project of that name. 'portorch ps --all' lists the projects that are known.");
    }

    // A project, a linked worktree of it, or the folder that a checkout was last seen in: what was started there is still to be stopped.
    private static List<ProjectIdentity> Matching(List<ProjectIdentity> known, string name, string directory)
    {
        var ofProject = known.FindAll(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));
        if (ofProject.Count > 0) return ofProject;
        var ofCheckout = known.FindAll(c => string.Equals($"{c.Name}/{c.Checkout}", name, StringComparison.OrdinalIgnoreCase));
        return ofCheckout.Count > 0 ? ofCheckout : known.FindAll(c => c.Root == Path.TrimEndingDirectorySeparator(directory) || c.Root == PathFacts.Canonical(directory));
    }

    private static bool IsName(string text) => text.Length > 0 && !text.Contains('/', StringComparison.Ordinal) && !text.Contains('\\', StringComparison.Ordinal);
}
