namespace PortOrchestrator.ConfigParsers;

/// <summary>Finds the project and checkout of a folder, and its configuration files. Runs nothing of the project. Thread-safe.</summary>
public sealed class ProjectLocator
{
    /// <summary>Finds the project that a folder belongs to.</summary>
    /// <param name="directory">An existing folder.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ProjectLocation> LocateAsync(string directory, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
