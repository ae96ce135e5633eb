namespace PortOrchestrator.ConfigParsers.Export;

/// <summary>Collects the entries of a map; what is not there is left out.</summary>
internal sealed class MapWriter
{
    private readonly List<KeyValuePair<string, ExportValue>> _entries = [];

    public bool IsEmpty => _entries.Count == 0;

    public MapWriter Value(string key, ExportValue? value)
    {
        if (value is not null) _entries.Add(new KeyValuePair<string, ExportValue>(key, value));
        return this;
    }

    public MapWriter Text(string key, string? value) => Value(key, value is null ? null : new ExportValue.Text(value));

    /// <summary>Writes a number unless it is the default.</summary>
    public MapWriter Number(string key, double? value, double? standard = null) =>
        Value(key, value is { } number && number != standard ? new ExportValue.Number(number) : null);

    /// <summary>Writes a time in seconds unless it is the default.</summary>
    public MapWriter Seconds(string key, TimeSpan? value, TimeSpan? standard = null) => value == standard ? this : Number(key, value?.TotalSeconds);

    public MapWriter Flag(string key, bool value) => Value(key, value ? new ExportValue.Flag(true) : null);

    public MapWriter Texts(string key, IReadOnlyList<string> values) => Value(key, values.Count == 0 ? null : ListOf(values));

    /// <summary>Writes text for a shell as text, and arguments as a list.</summary>
    public MapWriter Command(string key, CommandLine? command) =>
        Value(key, command is null ? null : command.Text is { } text ? new ExportValue.Text(text) : ListOf(command.Arguments ?? []));

    public MapWriter Map(string key, MapWriter map) => Value(key, map.IsEmpty ? null : map.Build());

    public MapWriter Variables(string key, IReadOnlyDictionary<string, string> variables)
    {
        var map = new MapWriter();
        foreach (var (name, value) in variables) map.Text(name, value);
        return Map(key, map);
    }

    public ExportValue.Map Build() => new(_entries);

    private static ExportValue.List ListOf(IReadOnlyList<string> values) => new([.. values.Select(v => new ExportValue.Text(v))]);
}
