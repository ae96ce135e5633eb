namespace PortOrchestrator;

internal sealed class ProjectOrchestratorFactory(OrchestratorOptions options) : IProjectOrchestratorFactory
{
    public Task<ProjectOrchestrator> OpenAsync(string? project = null, CancellationToken cancellationToken = default) =>
        ProjectOrchestrator.OpenAsync(project is null ? options : options with { Project = project }, cancellationToken);
}
