namespace PortOrchestrator;

/// <summary>Opens orchestrators with the options of the container. Thread-safe.</summary>
public interface IProjectOrchestratorFactory
{
    /// <summary>Opens the orchestrator of a project.</summary>
    /// <param name="project">A directory or registered name; the container's option when null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="PortOrchestratorException">There is no such project, or its name is ambiguous.</exception>
    Task<ProjectOrchestrator> OpenAsync(string? project = null, CancellationToken cancellationToken = default);
}
