using System.Text;

namespace PortOrchestrator.Engines;

/// <summary>
/// The name that a service's Compose project is pinned to. The main checkout has the name that Compose itself would use, so that containers and
/// volumes that are there already are found; every linked worktree has one of its own, unless the service is shared.
/// </summary>
internal static class ComposeProjectName
{
    public static string Of(ProjectIdentity project, ServiceDefinition service)
    {
        var compose = service.Compose!;
        var name = Normalize(compose.ProjectName ?? FolderName(project, Folder(service)));
        if (name.Length == 0) name = "project-" + project.ProjectId;
        return project.IsPrimary || service.Scope != ServiceScope.Checkout ? name : Of(project, name);
    }

    /// <summary>The name for commands that run Compose themselves; null where Compose's own choice is right, which is everywhere but in linked worktrees.</summary>
    public static string? OfCommands(ProjectIdentity project)
    {
        if (project.IsPrimary) return null;
        var name = Normalize(FolderName(project, project.Root));
        return Of(project, name.Length == 0 ? "project-" + project.ProjectId : name);
    }

    private static string Of(ProjectIdentity project, string name)
    {
        var checkout = Normalize(project.Checkout);
        return $"{name}-{(checkout.Length == 0 ? StableHash.Digits(project.Checkout) : checkout)}";
    }

    /// <summary>The folder that Compose works in.</summary>
    public static string Folder(ServiceDefinition service) =>
        service.Compose is { Files: [var first, ..] } ? Path.GetDirectoryName(first)! : service.WorkingDirectory;

    // The root of a linked worktree has a name of its own; what they share is named after the main working tree.
    private static string FolderName(ProjectIdentity project, string folder)
    {
        var isRoot = Path.TrimEndingDirectorySeparator(folder) == Path.TrimEndingDirectorySeparator(project.Root);
        if (isRoot && !project.IsMain && project.GitCommonDirectory is { } git && Path.GetFileName(git) == ".git")
            return Path.GetFileName(Path.GetDirectoryName(git)!);
        return Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
    }

    // As Compose makes a name of a folder's: small letters, digits, - and _, beginning with a letter or digit.
    private static string Normalize(string name)
    {
        var result = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            var small = char.ToLowerInvariant(character);
            if (char.IsAsciiLetterOrDigit(small) || (small is '-' or '_' && result.Length > 0)) result.Append(small);
        }

        return result.ToString();
    }
}
