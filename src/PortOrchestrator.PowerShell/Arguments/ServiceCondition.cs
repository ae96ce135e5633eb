namespace PortOrchestrator.PowerShell.Arguments;

/// <summary>What <c>Wait-ProjectService</c> waits for.</summary>
public enum ServiceCondition
{
    /// <summary>The services are ready (or completed).</summary>
    Ready,

    /// <summary>The services have completed.</summary>
    Completed,

    /// <summary>Nothing of the services runs.</summary>
    Stopped,
}
