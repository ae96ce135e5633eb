namespace PortOrchestrator.Host.CommandLine;

/// <summary>An option as declared: a flag, or one that takes a value.</summary>
internal sealed record OptionSpec(string Name, string Description)
{
    /// <summary>The one-letter form, without its dash.</summary>
    public char? Short { get; init; }

    /// <summary>What the value is called in help; null for a flag.</summary>
    public string? ValueName { get; init; }

    /// <summary>The words that the value may be; empty when it may be anything.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Whether the option may be given more than once; otherwise the last one counts.</summary>
    public bool Repeatable { get; init; }

    public bool TakesValue => ValueName is not null;
}
