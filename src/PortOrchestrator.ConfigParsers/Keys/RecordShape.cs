namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>A map with known keys.</summary>
/// <param name="Name">The name of its definition in the JSON Schema.</param>
/// <param name="Keys">The keys.</param>
internal sealed record RecordShape(string Name, IReadOnlyList<KeyDefinition> Keys) : Shape
{
    private readonly Dictionary<string, KeyDefinition> _byName = Keys.ToDictionary(k => k.Name, StringComparer.Ordinal);

    /// <summary>Rules between keys.</summary>
    public IReadOnlyList<KeyRule> Rules { get; init; } = [];

    /// <summary>How it is written, for whoever wrote something else.</summary>
    public string? Form { get; init; }

    /// <summary>Whether keys that begin with <c>x-</c> are the user's own.</summary>
    public bool AllowsExtensions { get; init; }

    public override string Expected => "a map with the keys of " + Name;

    public KeyDefinition? Find(string key) => _byName.GetValueOrDefault(key);
}
