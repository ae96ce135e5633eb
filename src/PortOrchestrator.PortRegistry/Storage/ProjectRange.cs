namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>A range that a project keeps for itself. Immutable.</summary>
/// <param name="ProjectId">The project's id.</param>
/// <param name="Name">The project's name.</param>
/// <param name="Range">The range.</param>
internal sealed record ProjectRange(string ProjectId, string Name, PortRange Range)
{
    public bool Overlaps(ProjectRange other) => Range.First <= other.Range.Last && other.Range.First <= Range.Last;
}
