namespace PortOrchestrator.Trust;

/// <summary>Whether sessions and folder hooks may start what a configuration says, why, and what that would be. Immutable.</summary>
public sealed record TrustVerdict
{
    /// <summary>The checkout.</summary>
    public required ProjectIdentity Project { get; init; }

    /// <summary>Why it is approved, or is not.</summary>
    public required TrustReason Reason { get; init; }

    /// <summary>Whether it is approved.</summary>
    public bool IsApproved => Reason is TrustReason.Approved or TrustReason.TrustedFolder or TrustReason.OwnFile;

    /// <summary>The reason as a sentence for people, with what to do next.</summary>
    public required string Explanation { get; init; }

    /// <summary>The files that count, as they are now.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<ApprovedFile> Files { get; init; } = [];

    /// <summary>The files that stand against an approval: changed, added or removed since, or of another user. Paths as in <see cref="Files"/>.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Blamed { get; init; } = [];

    /// <summary>The folder that is trusted, of <see cref="TrustReason.TrustedFolder"/>.</summary>
    /// <value>The default value is <see langword="null"/>: another reason.</value>
    public string? Folder { get; init; }

    /// <summary>What would be run: commands that give variables their values, then those of each service in the order of the file.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<PlannedCommand> Commands { get; init; } = [];

    /// <summary>What was found wrong with the configuration, of <see cref="TrustReason.Invalid"/>.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>The verdict as one line for people.</summary>
    public override string ToString() => Explanation;
}
