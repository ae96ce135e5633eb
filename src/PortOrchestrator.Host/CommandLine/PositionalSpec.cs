namespace PortOrchestrator.Host.CommandLine;

/// <summary>The arguments of a command that are not options.</summary>
internal sealed record PositionalSpec(string Name, string Description, int Minimum = 0, int Maximum = int.MaxValue)
{
    /// <summary>Whether an argument may consist of blanks.</summary>
    public bool MayBeBlank { get; init; }

    public override string ToString()
    {
        // A name of several words says itself what may follow.
        var repeated = Maximum > 1 && !Name.Contains(' ', StringComparison.Ordinal) ? Name + "…" : Name;
        return Minimum == 0 ? $"[{repeated}]" : repeated;
    }
}
