namespace PortOrchestrator.Diagnostics;

/// <summary>One finding about a configuration: what, where and what to do next. Immutable.</summary>
public sealed record Diagnostic
{
    private const int LongestSnippet = 200;
    private const int Before = 100;

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

    /// <summary>The column of the file that <see cref="Snippet"/> begins at: above 1 when only the part around the place of a long line is kept.</summary>
    /// <value>The default value is 1.</value>
    public int SnippetColumn { get; init; } = 1;

    /// <summary>What to do next.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? Hint { get; init; }

    /// <summary>The finding with its source line; of a line longer than 200 characters, with the part around the place.</summary>
    /// <param name="line">The line, without its end.</param>
    public Diagnostic WithSnippet(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Length <= LongestSnippet) return this with { Snippet = line, SnippetColumn = 1 };
        var start = Math.Clamp((Location?.Column ?? 0) - 1 - Before, 0, line.Length - LongestSnippet);
        if (char.IsLowSurrogate(line[start])) start--;
        var end = start + LongestSnippet;
        if (char.IsHighSurrogate(line[end - 1])) end--;
        return this with { Snippet = line[start..end], SnippetColumn = start + 1 };
    }

    /// <summary>Formats the finding on one line: <c>file:line:column: error PO1001: message (hint)</c>.</summary>
    public override string ToString()
    {
        var place = Location is null ? "" : Location + ": ";
        var hint = Hint is null ? "" : $" ({Hint})";
        return $"{place}{Severity.ToString().ToLowerInvariant()} {Code}: {Message}{hint}";
    }
}
