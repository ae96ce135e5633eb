using System.Globalization;
using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Expansion;
using PortOrchestrator.ConfigParsers.Keys;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>
/// Turns the values of a file into the types that their keys have in process-compose: any scalar is text where text is wanted, YAML 1.1 words
/// are flags, fractions are cut, and nothing and empty text count as absent. Expands <c>${…}</c> on the way.
/// </summary>
/// <param name="diagnostics">Where findings go.</param>
/// <param name="lookup">The value of a variable; null when nothing is expanded.</param>
internal sealed class ValueReader(DiagnosticBag diagnostics, Func<string, string?>? lookup)
{
    public DocumentNode Read(DocumentNode node, Shape shape) => (shape, node) switch
    {
        (RecordShape record, MapNode map) => ReadMap(map, key => record.Find(key)?.Shape ?? ProcessShapes.Any, isList: false),
        (DictionaryShape dictionary, MapNode map) => ReadMap(map, _ => dictionary.Value, isList: true),
        (ListShape list, SequenceNode items) => ReadItems(items, list.Item),
        (EitherShape either, _) => Read(node, either.Options.FirstOrDefault(o => ShapeMatch.IsOfType(node, o)) ?? either.Options[0]),
        (AnyShape, MapNode map) => ReadMap(map, _ => shape, isList: false),
        (AnyShape, SequenceNode items) => ReadItems(items, shape),
        (_, ScalarNode scalar) => ReadScalar(scalar, shape),
        _ => node,
    };

    /// <summary>The expanded text of a value; null when there is none.</summary>
    public ScalarNode? ReadText(ScalarNode? scalar) => scalar is null ? null : ReadScalar(scalar, ProcessShapes.Text);

    /// <summary>Whether a flag is set that has a say in how the file itself is read.</summary>
    public bool IsSet(MapNode file, string key) =>
        file.Find(key)?.Value is ScalarNode scalar && ReadScalar(scalar, Shapes.Flag) is { Kind: ScalarKind.Flag, Flag: true };

    private MapNode ReadMap(MapNode map, Func<string, Shape> shapeOf, bool isList)
    {
        // What is as it should be is not copied: large files consist of little else.
        MapBuilder? changed = null;
        for (var i = 0; i < map.Entries.Count; i++)
        {
            var entry = map.Entries[i];
            var shape = shapeOf(entry.Key);
            // A process or dependency without any keys is one nevertheless.
            var source = isList && shape is RecordShape && entry.Value is ScalarNode { Kind: ScalarKind.Null } ? new MapNode(entry.Value.Place, []) : entry.Value;
            var value = Read(source, shape);
            var isAbsent = shape is not AnyShape && value is ScalarNode { Kind: ScalarKind.Null } or ScalarNode { Kind: ScalarKind.Text, Text: "" };
            var key = ReadKey(entry);
            if (changed is null && !isAbsent && ReferenceEquals(value, entry.Value) && ReferenceEquals(key, entry.Key)) continue;
            changed ??= Copy(map.Entries, i);
            if (!isAbsent) changed.Add(key, entry.KeyPlace, value);
        }

        return changed is null ? map : new MapNode(map.Place, changed.Build());
    }

    private MapBuilder Copy(IReadOnlyList<MapEntry> entries, int count)
    {
        var copy = new MapBuilder(diagnostics);
        for (var i = 0; i < count; i++) copy.Add(entries[i].Key, entries[i].KeyPlace, entries[i].Value);
        return copy;
    }

    private SequenceNode ReadItems(SequenceNode list, Shape shape)
    {
        var items = list.Items.Select(i => Read(i, shape)).ToList();
        for (var i = 0; i < items.Count; i++)
        {
            if (!ReferenceEquals(items[i], list.Items[i])) return new SequenceNode(list.Place, items);
        }

        return list;
    }

    private string ReadKey(MapEntry entry) => lookup is not null && entry.Key.Contains('$')
        ? Expand(new ScalarNode(entry.KeyPlace, ScalarKind.Text, entry.Key), ProcessShapes.Text).Text
        : entry.Key;

    private ScalarNode ReadScalar(ScalarNode scalar, Shape shape)
    {
        if (lookup is not null && scalar.Kind == ScalarKind.Text && scalar.Text.Contains('$')) scalar = Expand(scalar, shape);
        return shape switch
        {
            TextShape or ChoiceShape or ScalarShape when scalar.Kind is ScalarKind.Number or ScalarKind.Flag =>
                new ScalarNode(scalar.Place, ScalarKind.Text, scalar.Text),
            FlagShape when scalar.Kind == ScalarKind.Text && FlagOf(scalar.Text) is { } flag => ScalarNode.OfFlag(scalar.Place, flag),
            NumberShape { IsWhole: true } when scalar is { Kind: ScalarKind.Number, IsInteger: false } => Cut(scalar),
            _ => scalar,
        };
    }

    private ScalarNode Expand(ScalarNode scalar, Shape shape)
    {
        var result = EnvironmentExpansion.Expand(scalar.Text, scalar.Text.Contains(PerProcess.Prefix, StringComparison.Ordinal) ? new PerProcess(diagnostics, scalar.Place, lookup!).Find : lookup!);
        foreach (var warning in result.Warnings) diagnostics.Warning(DiagnosticCodes.Expansion, scalar.Place.Inside(scalar.Text, warning.Offset), warning.Message);
        foreach (var error in result.Errors) diagnostics.Error(DiagnosticCodes.Expansion, scalar.Place.Inside(scalar.Text, error.Offset), error.Message);
        if (result.Text is not { } text || text == scalar.Text) return scalar;
        var isNumber = shape is NumberShape && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        if (isNumber) return ScalarNode.OfNumber(scalar.Place, text);
        return shape is FlagShape && text.ToLowerInvariant() is "true" or "false"
            ? ScalarNode.OfFlag(scalar.Place, text.Equals("true", StringComparison.OrdinalIgnoreCase))
            : new ScalarNode(scalar.Place, ScalarKind.Text, text);
    }

    private ScalarNode Cut(ScalarNode scalar)
    {
        var whole = Math.Truncate(scalar.Number);
        var text = whole.ToString(CultureInfo.InvariantCulture);
        diagnostics.Warning(DiagnosticCodes.NumberCut, scalar.Place, $"{scalar.Text} is read as {text}: process-compose knows whole numbers only", "write a whole number");
        return new ScalarNode(scalar.Place, ScalarKind.Number, text, whole);
    }

    private static bool? FlagOf(string text) => text.ToLowerInvariant() switch
    {
        "y" or "yes" or "on" => true,
        "n" or "no" or "off" => false,
        _ => null,
    };
}
