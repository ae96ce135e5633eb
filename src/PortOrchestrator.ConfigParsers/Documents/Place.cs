namespace PortOrchestrator.ConfigParsers.Documents;

/// <summary>A line and column of a file, both counted from 1.</summary>
internal readonly record struct Place(SourceFile File, int Line, int Column)
{
    public SourceLocation Location => new(File.Path, Line, Column);
}
