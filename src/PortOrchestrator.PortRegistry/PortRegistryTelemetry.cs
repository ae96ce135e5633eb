namespace PortOrchestrator.PortRegistry;

/// <summary>
/// The names of what the registry tells to OpenTelemetry and to any other listener of <see cref="System.Diagnostics.ActivitySource"/> and
/// <see cref="System.Diagnostics.Metrics.Meter"/>. Every open registry has a source and a meter of its own under the same names. The names
/// are stable.
/// </summary>
public static class PortRegistryTelemetry
{
    /// <summary>The name of the activity source.</summary>
    public const string ActivitySourceName = "PortOrchestrator.PortRegistry";

    /// <summary>The name of the meter.</summary>
    public const string MeterName = "PortOrchestrator.PortRegistry";

    /// <summary>The span of opening the file. Tag: <see cref="PathTag"/>.</summary>
    public const string OpenSpan = "portregistry.open";

    /// <summary>The span of asking for a port. Tags: <see cref="ProjectTag"/>, <see cref="CheckoutTag"/>, <see cref="ServiceTag"/>, <see cref="OutcomeTag"/>, <see cref="PortTag"/>.</summary>
    public const string AllocateSpan = "portregistry.allocate";

    /// <summary>The span of asking for several ports that belong together. Tags: as for <see cref="AllocateSpan"/> without service and port; <see cref="CountTag"/>.</summary>
    public const string AllocateBlockSpan = "portregistry.allocate_block";

    /// <summary>The span of asking for a listening socket. Tags: as for <see cref="AllocateSpan"/>.</summary>
    public const string ListenSpan = "portregistry.listen";

    /// <summary>The span of giving ports back. Tag: <see cref="CountTag"/>.</summary>
    public const string ReleaseSpan = "portregistry.release";

    /// <summary>The span of collecting what has no owner any more. Tag: <see cref="CountTag"/>.</summary>
    public const string PruneSpan = "portregistry.prune";

    /// <summary>Counts answered wishes for a port, also for a block and for a listening socket, by <see cref="OutcomeTag"/>.</summary>
    public const string AllocationsCounter = "portregistry.allocations";

    /// <summary>Counts wishes that ended with a port that somebody else holds.</summary>
    public const string ConflictsCounter = "portregistry.conflicts";

    /// <summary>Counts writes that did not get the write lock within a millisecond.</summary>
    public const string LockWaitsCounter = "portregistry.lock.waits";

    /// <summary>How long writes waited for the write lock, behind this process's own writes and those of others. Unit: milliseconds.</summary>
    public const string LockWaitHistogram = "portregistry.lock.wait";

    /// <summary>How long the choice of a port took under the write lock, probes included. Unit: milliseconds. A port that the owner had already is not chosen.</summary>
    public const string DecisionHistogram = "portregistry.decision";

    /// <summary>The tag with the name of a <see cref="PortOutcome"/>.</summary>
    public const string OutcomeTag = "portregistry.outcome";

    /// <summary>The tag with the port that was given.</summary>
    public const string PortTag = "portregistry.port";

    /// <summary>The tag with the project's name.</summary>
    public const string ProjectTag = "portregistry.project";

    /// <summary>The tag with the checkout's name.</summary>
    public const string CheckoutTag = "portregistry.checkout";

    /// <summary>The tag with the service's name.</summary>
    public const string ServiceTag = "portregistry.service";

    /// <summary>The tag with how many allocations were given, given back or collected.</summary>
    public const string CountTag = "portregistry.count";

    /// <summary>The tag with the registry file.</summary>
    public const string PathTag = "portregistry.path";
}
