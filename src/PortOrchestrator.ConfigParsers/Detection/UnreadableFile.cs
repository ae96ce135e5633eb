namespace PortOrchestrator.ConfigParsers.Detection;

/// <summary>A file that would have been evidence, if it were what its name says. Immutable.</summary>
/// <param name="File">The file, from the root folder, with <c>/</c> between the names.</param>
/// <param name="Line">The line of the mistake, counted from 1; 0 when it is not known.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record UnreadableFile(string File, int Line, string Reason)
{
    /// <summary>Formats it as <c>file:line: reason</c>.</summary>
    public override string ToString() => Line == 0 ? $"{File}: {Reason}" : FormattableString.Invariant($"{File}:{Line}: {Reason}");
}
