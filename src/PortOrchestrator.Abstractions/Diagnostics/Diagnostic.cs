namespace PortOrchestrator.Diagnostics;

/// <summary>One finding about a configuration: what, where and what to do next. Immutable.</summary>
public sealed record Diagnostic
{
    /// <summary>How serious the finding is.</summary>
    public required DiagnosticSeverity Severity { get; init; }

    /// <summary>The stable code, such as <c>PO1001</c>; listed in <c>docs/diagnostics.md</c>.</summary>
    public required string Code { get; init; }

    /// <summary>What is wrong, in one sentence.</summary>
    public required string Message { get; init; }

    /// <summary>Where it is.</summary>
    /// <value>The default value is <see langword="null"/>: the finding has no single place.</value>
    public SourceLocation? Location { get; init; }

    /// <summary>The source line that <see cref="Location"/> points into, for display with a caret.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? Snippet { get; init; }

    /// <summary>What to do next.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? Hint { get; init; }

    /// <summary>Formats the finding on one line: <c>file:line:column: error PO1001: message (hint)</c>.</summary>
    public override string ToString()
    {
        var place = Location is null ? "" : Location + ": ";
        var hint = Hint is null ? "" : $" ({Hint})";
        return $"{place}{Severity.ToString().ToLowerInvariant()} {Code}: {Message}{hint}";
    }
}
