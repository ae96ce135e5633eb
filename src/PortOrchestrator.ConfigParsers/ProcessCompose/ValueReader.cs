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
        (RecordShape record, MapNode map) => ReadMap(map, key => record.Find(key)?.Shape ?? new AnyShape()),
        (DictionaryShape dictionary, MapNode map) => ReadMap(map, _ => dictionary.Value),
        (ListShape list, SequenceNode items) => new SequenceNode(node.Place, [.. items.Items.Select(i => Read(i, list.Item))]),
        (EitherShape either, _) => Read(node, either.Options.FirstOrDefault(o => ShapeMatch.IsOfType(node, o)) ?? either.Options[0]),
        (AnyShape, MapNode map) => ReadMap(map, _ => shape),
        (AnyShape, SequenceNode items) => new SequenceNode(node.Place, [.. items.Items.Select(i => Read(i, shape))]),
        (_, ScalarNode scalar) => ReadScalar(scalar, shape),
        _ => node,
    };

    private MapNode ReadMap(MapNode map, Func<string, Shape> shapeOf)
    {
        var entries = new List<MapEntry>();
        foreach (var entry in map.Entries)
        {
            var shape = shapeOf(entry.Key);
            // A process or dependency without any keys is one nevertheless.
            var source = shape is RecordShape && entry.Value is ScalarNode { Kind: ScalarKind.Null } ? new MapNode(entry.Value.Place, []) : entry.Value;
            var value = Read(source, shape);
            var isAbsent = shape is not AnyShape && value is ScalarNode { Kind: ScalarKind.Null } or ScalarNode { Kind: ScalarKind.Text, Text: "" };
            if (!isAbsent) entries.Add(entry with { Value = value });
        }

        return new MapNode(map.Place, entries);
    }

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
        var result = EnvironmentExpansion.Expand(scalar.Text, lookup!);
        foreach (var warning in result.Warnings) diagnostics.Warning(DiagnosticCodes.Expansion, scalar.Place, warning.Message);
        foreach (var error in result.Errors) diagnostics.Error(DiagnosticCodes.Expansion, scalar.Place, error.Message);
        if (result.Text is not { } text || text == scalar.Text) return scalar;
        var isNumber = shape is NumberShape && double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _);
        if (isNumber) return ScalarNode.OfNumber(scalar.Place, text);
        return shape is FlagShape && text is "true" or "false" ? ScalarNode.OfFlag(scalar.Place, text == "true") : new ScalarNode(scalar.Place, ScalarKind.Text, text);
    }

    private ScalarNode Cut(ScalarNode scalar)
    {
        var whole = Math.Truncate(scalar.Number);
        var text = whole.ToString(System.Globalization.CultureInfo.InvariantCulture);
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
