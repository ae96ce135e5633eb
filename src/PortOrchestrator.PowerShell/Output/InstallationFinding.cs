namespace PortOrchestrator.PowerShell.Output;

/// <summary>One thing that was looked at to see whether the installation is well. Immutable.</summary>
public sealed record InstallationFinding
{
    /// <summary>What was looked at.</summary>
    public required string Subject { get; init; }

    /// <summary>Information when it is well.</summary>
    public required DiagnosticSeverity Severity { get; init; }

    /// <summary>What was found.</summary>
    public required string Message { get; init; }

    /// <summary>What to do next; null when nothing.</summary>
    public string? Hint { get; init; }

    /// <summary>Who is in the way; null when nobody is.</summary>
    public PortHolder? Holder { get; init; }

    /// <summary>The finding on one line.</summary>
    public override string ToString() => $"{Severity.ToString().ToLowerInvariant()}: {Subject}: {Message}{(Hint is null ? "" : $" ({Hint})")}";
}
