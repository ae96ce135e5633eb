namespace PortOrchestrator.Ports;

/// <summary>Why a port was looked at.</summary>
public enum PortOrigin
{
    /// <summary>The owner had it before.</summary>
    Last,

    /// <summary>The user wrote the number.</summary>
    Written,

    /// <summary>The service's name stands for it (redis: 6379).</summary>
    WellKnown,

    /// <summary>It comes soon after the preferred one.</summary>
    Following,

    /// <summary>It is in the range of the request or of the project.</summary>
    Range,

    /// <summary>It is in the machine's pool.</summary>
    Pool,

    /// <summary>The system chose it.</summary>
    System,
}
