namespace PortOrchestrator.Host.CommandLine;

/// <summary>The options and arguments of an invocation. Immutable.</summary>
internal sealed class ParsedArguments(IReadOnlyDictionary<OptionSpec, IReadOnlyList<string>> options, IReadOnlyList<string> positionals)
{
    public IReadOnlyList<string> Positionals { get; } = positionals;

    public bool Has(OptionSpec option) => options.ContainsKey(option);

    public IReadOnlyList<string> Values(OptionSpec option) => options.TryGetValue(option, out var values) ? values : [];

    public string? Value(OptionSpec option) => Values(option) is [.., var last] ? last : null;
}
