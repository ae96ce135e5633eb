namespace PortOrchestrator.Sessions;

/// <summary>Whether the user lets a session start a project's services.</summary>
internal static class SessionApproval
{
    /// <summary>Asks.</summary>
    /// <returns>Null when he does; else why not, with the cure.</returns>
    public static Task<string?> FindObstacleAsync(ProjectOrchestrator project, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Somebody has started it by himself before.
        return Task.FromResult(File.Exists(project.Surroundings.Paths.StateFile(project.Project))
            ? null
            : "Nothing of this project is started, since the user has not approved it yet; `portorch up` in its folder does that.");
    }
}
