namespace PortOrchestrator.Supervision.Processes;

/// <summary>Collects ended children.</summary>
internal interface IReaper : IDisposable
{
    /// <summary>Begins to wait for a child that was just spawned; ends with its exit code.</summary>
    Task<int> Register(int pid);
}
