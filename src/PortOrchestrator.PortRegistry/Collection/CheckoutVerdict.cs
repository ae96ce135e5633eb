namespace PortOrchestrator.PortRegistry.Collection;

/// <summary>What became of a checkout. Only what is gone is collected.</summary>
internal enum CheckoutVerdict
{
    /// <summary>It is there, or was never in a folder.</summary>
    Present,

    /// <summary>Its folder, or the record that git keeps of its worktree, was deleted.</summary>
    Gone,

    /// <summary>It was seen on another machine or in another container, whose folders cannot be seen from here.</summary>
    Elsewhere,

    /// <summary>Its file system is not mounted, or another one is mounted in its place.</summary>
    Unmounted,

    /// <summary>The system does not let this user look, or could not.</summary>
    Unreachable,
}
