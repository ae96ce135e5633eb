namespace PortOrchestrator.Trust;

/// <summary>That a user lets sessions and folder hooks start a project's services, as long as its files say what they said. Immutable.</summary>
public sealed record ConfigurationApproval
{
    /// <summary>The project; the approval holds for all its checkouts.</summary>
    public required string ProjectId { get; init; }

    /// <summary>The project's name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The root of the checkout that was approved.</summary>
    public required string Root { get; init; }

    /// <summary>The files that were approved: those that define services, in the order in which they are merged, then those with variables.</summary>
    public required IReadOnlyList<ApprovedFile> Files { get; init; }

    /// <summary>A hash over <see cref="Files"/>, by which the approval is told from others of the project.</summary>
    public required string Digest { get; init; }

    /// <summary>How it came to be.</summary>
    /// <value>The default value is <see cref="ApprovalOrigin.Trust"/>.</value>
    public ApprovalOrigin Origin { get; init; }

    /// <summary>When it was given. UTC; what a caller sets here is not used.</summary>
    public DateTimeOffset ApprovedAt { get; init; }

    /// <summary>The approval as one line for people.</summary>
    public override string ToString() => $"{Name} ({Root})";
}
