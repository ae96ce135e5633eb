namespace PortOrchestrator.Services;

/// <summary>What the checks of a service say.</summary>
public enum ServiceHealth
{
    /// <summary>There is no check.</summary>
    None,

    /// <summary>There is a check that has not decided yet.</summary>
    Unknown,

    /// <summary>The check passes.</summary>
    Healthy,

    /// <summary>The check fails.</summary>
    Unhealthy,
}
