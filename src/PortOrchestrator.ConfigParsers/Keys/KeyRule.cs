namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>A rule between keys of one record, told once for the parser (by <see cref="KeyRuleKind"/>) and the schema.</summary>
internal sealed record KeyRule(KeyRuleKind Kind, IReadOnlyList<string> Keys)
{
    /// <summary>The key whose value switches the rule on.</summary>
    public string? WhenKey { get; init; }

    /// <summary>The values that switch it on; a null among them stands for an absent key.</summary>
    public IReadOnlyList<string?> WhenValues { get; init; } = [];

    public static KeyRule NotBoth(string first, string second) => new(KeyRuleKind.NotBoth, [first, second]);

    public static KeyRule Opposites(string first, string second) => new(KeyRuleKind.Opposites, [first, second]);

    public static KeyRule ExactlyOne(IEnumerable<string> keys) => new(KeyRuleKind.ExactlyOne, [.. keys]);

    public static KeyRule AnyWhen(string key, IReadOnlyList<string?> values, params string[] needed) =>
        new(KeyRuleKind.AtLeastOne, needed) { WhenKey = key, WhenValues = values };
}
