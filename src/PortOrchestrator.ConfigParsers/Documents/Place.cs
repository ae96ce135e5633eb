namespace PortOrchestrator.ConfigParsers.Documents;

/// <summary>A line and column of a file, both counted from 1.</summary>
internal readonly record struct Place(SourceFile File, int Line, int Column)
{
    public SourceLocation Location => new(File.Path, Line, Column);

    /// <summary>The place of a character of a value that begins here, if it is written there as it is; else this place.</summary>
    public Place Inside(string value, int offset)
    {
        if (offset <= 0 || offset > value.Length || File.Line(Line) is not { } line) return this;
        var start = Column - 1;
        if (start < line.Length && line[start] is '"' or '\'') start++;
        return start <= line.Length && line.AsSpan(start).StartsWith(value.AsSpan(0, offset), StringComparison.Ordinal) ? this with { Column = start + offset + 1 } : this;
    }
}
