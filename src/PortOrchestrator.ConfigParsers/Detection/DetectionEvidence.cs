namespace PortOrchestrator.ConfigParsers.Detection;

/// <summary>Where a finding is written. Immutable.</summary>
/// <param name="File">The file, from the root folder, with <c>/</c> between the names.</param>
/// <param name="Key">The key or word in the file that tells; null when it is the file itself.</param>
/// <param name="Line">The line, counted from 1; 0 when it is not known.</param>
public sealed record DetectionEvidence(string File, string? Key = null, int Line = 0)
{
    /// <summary>Formats the place as <c>file:line (key)</c>, leaving out what is not known.</summary>
    public override string ToString()
    {
        var place = Line == 0 ? File : FormattableString.Invariant($"{File}:{Line}");
        return Key is null ? place : $"{place} ({Key})";
    }
}
