namespace PortOrchestrator.Supervision.Processes;

/// <summary>How a launcher works. Immutable.</summary>
public sealed record LauncherOptions
{
    /// <summary>Which ended children it collects.</summary>
    /// <value>The default value is <see cref="ReapScope.OwnChildren"/>.</value>
    public ReapScope Scope { get; init; } = ReapScope.OwnChildren;

    /// <summary>
    /// The soft limit of open files that a process begins with; a lower one of our own is passed on as it is.
    /// The runtime raises its own soft limit to the hard one, and programs that use <c>select</c> or close every possible
    /// descriptor suffer from that. The hard limit is never touched, so a program can raise its limit itself.
    /// </summary>
    /// <value>The default value is 1024, which Linux gives to every program.</value>
    public int OpenFiles { get; init; } = 1024;

    /// <summary>
    /// Children of this process that an earlier program in it has started and not collected (<see cref="ReapScope.AllChildren"/> only).
    /// <see cref="IProcessLauncher.FindChild"/> tells their exits.
    /// </summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyCollection<ProcessIdentity> Children { get; init; } = [];

    /// <summary>
    /// Called on the launcher's own thread for each orphan that was collected (<see cref="ReapScope.AllChildren"/> only);
    /// must return at once and not throw.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public Action<ReapedOrphan>? OrphanReaped { get; init; }
}
