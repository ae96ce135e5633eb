namespace PortOrchestrator.Trust;

/// <summary>A folder whose projects may be started by sessions and folder hooks, whatever their files say. Immutable.</summary>
public sealed record TrustedFolder
{
    /// <summary>The absolute path, symbolic links resolved.</summary>
    public required string Path { get; init; }

    /// <summary>When it was trusted. UTC.</summary>
    /// <value>The default value is <see langword="null"/>: it is one of <c>trusted_roots</c> of the settings file.</value>
    public DateTimeOffset? TrustedAt { get; init; }

    /// <summary>The folder as text.</summary>
    public override string ToString() => Path;
}
