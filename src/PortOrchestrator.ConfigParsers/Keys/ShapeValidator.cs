using System.Globalization;
using PortOrchestrator.ConfigParsers.Documents;

namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>Holds one file's values against their shapes and reports every difference.</summary>
/// <param name="diagnostics">Where findings go.</param>
/// <param name="isStrict">Whether an unknown key is an error.</param>
internal sealed class ShapeValidator(DiagnosticBag diagnostics, bool isStrict)
{
    private const int MostListed = 16;

    private readonly HashSet<string> _notRunYet = new(StringComparer.Ordinal);

    /// <summary>Checks a value.</summary>
    /// <param name="node">The value.</param>
    /// <param name="shape">What it may be.</param>
    /// <param name="subject">What the value is called in a message.</param>
    public void Check(DocumentNode node, Shape shape, string subject) => Check(node, shape, subject, form: null);

    private void Check(DocumentNode node, Shape shape, string subject, string? form)
    {
        if (!ShapeMatch.IsOfType(node, shape))
        {
            WrongType(node, shape, subject, form ?? (shape as RecordShape)?.Form);
            return;
        }

        switch (shape)
        {
            case EitherShape either: Check(node, either.Options.First(o => ShapeMatch.IsOfType(node, o)), subject); break;
            case TextShape text: CheckText((ScalarNode)node, text, subject); break;
            case NumberShape number: CheckNumber((ScalarNode)node, number, subject); break;
            case ChoiceShape choice: CheckChoice((ScalarNode)node, choice, subject); break;
            case ListShape list: CheckList((SequenceNode)node, list, subject); break;
            case DictionaryShape map: CheckDictionary((MapNode)node, map, subject); break;
            case RecordShape record: CheckRecord((MapNode)node, record); break;
        }
    }

    private void WrongType(DocumentNode node, Shape shape, string subject, string? form)
    {
        var scalar = node as ScalarNode;
        var got = scalar?.Display ?? node.TypeName;
        var wanted = shape is EitherShape either ? string.Join(" or ", either.Options.Select(o => o.Expected)) : shape.Expected;
        var hint = scalar is { Kind: ScalarKind.Null } ? "give it a value or remove the key" : IsQuoted(scalar, shape) ? "write it without quotes" : form;
        diagnostics.Error(DiagnosticCodes.WrongType, node.Place, $"{subject} must be {wanted}, not {got}", hint);
    }

    // A text that reads like the number or flag that is wanted can only be text because of its quotes.
    private static bool IsQuoted(ScalarNode? scalar, Shape shape) => scalar is { Kind: ScalarKind.Text } && shape switch
    {
        NumberShape => double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        FlagShape => scalar.Text is "true" or "false",
        EitherShape either => either.Options.Any(o => IsQuoted(scalar, o)),
        _ => false,
    };

    private void CheckText(ScalarNode node, TextShape shape, string subject)
    {
        if (shape.Pattern is { } pattern ? pattern.IsMatch(node.Text) : node.Text.Length > 0) return;
        var got = node.Text.Length == 0 ? "empty" : node.Display;
        diagnostics.Error(DiagnosticCodes.InvalidText, node.Place, $"{subject} must be {shape.Form}, not {got}", TextHint(node.Text, shape));
    }

    // The commonest slip of all checks: an address without its scheme.
    private static string? TextHint(string text, TextShape shape) =>
        ReferenceEquals(shape.Pattern, Patterns.HealthCheck()) && text.Contains(':') && !text.Contains("://")
            ? $"write tcp://{text} or http://{text}"
            : text.Length == 0 ? "give it a value or remove the key" : null;

    private void CheckNumber(ScalarNode node, NumberShape shape, string subject)
    {
        if ((!shape.IsWhole || node.IsInteger) && shape.Contains(node.Number)) return;
        var code = shape.IsWhole && !node.IsInteger ? DiagnosticCodes.WrongType : DiagnosticCodes.OutOfRange;
        diagnostics.Error(code, node.Place, $"{subject} must be {shape.Expected}, not {node.Display}");
    }

    private void CheckChoice(ScalarNode node, ChoiceShape shape, string subject)
    {
        if (shape.Words.Contains(node.Text)) return;
        var nearest = Suggestion.Nearest(node.Text, shape.Words);
        var hint = nearest is null ? null : $"did you mean '{nearest}'?";
        diagnostics.Error(DiagnosticCodes.UnknownValue, node.Place, $"{subject} must be {shape.Expected}, not {node.Display}", hint);
    }

    private void CheckList(SequenceNode node, ListShape shape, string subject)
    {
        if (node.Items.Count < shape.MinimumCount)
        {
            diagnostics.Error(DiagnosticCodes.InvalidText, node.Place, $"{subject} must not be an empty list", "give it a value or remove the key");
        }

        foreach (var item in node.Items) Check(item, shape.Item, "an entry of " + subject);
    }

    private void CheckDictionary(MapNode node, DictionaryShape shape, string subject)
    {
        foreach (var entry in node.Entries)
        {
            if (!shape.KeyPattern.IsMatch(entry.Key))
            {
                diagnostics.Error(DiagnosticCodes.InvalidText, entry.KeyPlace, $"a key of {subject} must be {shape.KeyForm}, not \"{entry.Key}\"");
            }

            Check(entry.Value, shape.Value, $"'{entry.Key}' of {subject}");
        }
    }

    private void CheckRecord(MapNode node, RecordShape shape)
    {
        foreach (var entry in node.Entries)
        {
            if (shape.Find(entry.Key) is { } key)
            {
                Check(entry.Value, key.Shape, $"'{entry.Key}'", key.Form);
                WarnNotRunYet(entry, key);
            }
            else if (!shape.AllowsExtensions || !entry.Key.StartsWith("x-", StringComparison.Ordinal))
            {
                UnknownKey(entry, shape);
            }
        }
    }

    private void UnknownKey(MapEntry entry, RecordShape shape)
    {
        var severity = isStrict ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
        var owner = shape.Name.Replace('_', ' ');
        var article = "aeio".Contains(owner[0], StringComparison.Ordinal) ? "an" : "a";
        diagnostics.Add(severity, DiagnosticCodes.UnknownKey, entry.KeyPlace, $"'{entry.Key}' is not a key of {article} {owner}", HintFor(entry.Key, shape));
    }

    // A near name, else the map that the key belongs into; a list of all names only while somebody would read it.
    private static string? HintFor(string key, RecordShape shape)
    {
        if (Suggestion.Nearest(key, shape.Keys.Select(k => k.Name)) is { } nearest) return $"did you mean '{nearest}'?";
        if (shape.Keys.FirstOrDefault(k => !k.IsNotRunYet && RecordOf(k.Shape)?.Find(key) is not null) is { } owner) return $"it is a key of '{owner.Name}'";
        return shape.Keys.Count <= MostListed ? "known are " + string.Join(", ", shape.Keys.Select(k => k.Name)) : null;
    }

    private static RecordShape? RecordOf(Shape shape) => shape as RecordShape ?? (shape as EitherShape)?.Options.OfType<RecordShape>().FirstOrDefault();

    private void WarnNotRunYet(MapEntry entry, KeyDefinition key)
    {
        if (key.NoEffect is { } reason)
            diagnostics.Add(DiagnosticSeverity.Information, DiagnosticCodes.NoEffect, entry.KeyPlace, $"'{key.Name}' has no effect here: {reason}", null);
        if (key.IsNotReadYet) diagnostics.Warning(DiagnosticCodes.NotRunYet, entry.KeyPlace, $"'{key.Name}' is not read yet", "it has no effect in this version");
        if (!key.IsNotRunYet || (entry.Value is ScalarNode scalar && scalar.Text == key.Default?.Trim('"'))) return;
        if (!_notRunYet.Add(key.Name)) return;
        diagnostics.Warning(DiagnosticCodes.NotRunYet, entry.KeyPlace, $"'{key.Name}' is not run yet", "it is checked, and has no effect");
    }
}
