namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>Why a port is looked at.</summary>
internal enum CandidateOrigin
{
    /// <summary>The owner had it before.</summary>
    Last,

    /// <summary>The user wrote the number.</summary>
    Written,

    /// <summary>The service's name stands for it.</summary>
    WellKnown,

    /// <summary>It comes soon after the preferred one.</summary>
    Following,

    /// <summary>It is in the range that the request names.</summary>
    Range,

    /// <summary>It is in the machine's pool.</summary>
    Pool,
}
