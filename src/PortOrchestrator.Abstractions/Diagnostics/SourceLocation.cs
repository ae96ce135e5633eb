namespace PortOrchestrator.Diagnostics;

/// <summary>A place in a configuration file. Immutable.</summary>
/// <param name="File">The file's path as the user would open it.</param>
/// <param name="Line">The line, counted from 1; 0 when only the file is known.</param>
/// <param name="Column">The column in UTF-16 code units, counted from 1; 0 when only the file or line is known.</param>
public sealed record SourceLocation(string File, int Line, int Column)
{
    /// <summary>Formats the place as <c>file:line:column</c>, leaving out what is not known.</summary>
    public override string ToString() => Line == 0 ? File : Column == 0 ? $"{File}:{Line}" : $"{File}:{Line}:{Column}";
}
