namespace PortOrchestrator;

/// <summary>What <see cref="ProjectOrchestrator.WaitAsync"/> waits for.</summary>
public enum WaitCondition
{
    /// <summary>The services are ready (or completed).</summary>
    Ready,

    /// <summary>The services have completed.</summary>
    Completed,

    /// <summary>Nothing of the services runs.</summary>
    Stopped,
}
