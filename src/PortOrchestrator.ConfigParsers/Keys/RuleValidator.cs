using PortOrchestrator.ConfigParsers.Documents;

namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>Holds a merged record against its required keys and the rules between its keys.</summary>
internal sealed class RuleValidator(DiagnosticBag diagnostics)
{
    public void Check(MapNode node, RecordShape shape, string subject)
    {
        foreach (var key in shape.Keys)
        {
            var entry = node.Find(key.Name);
            if (key.IsRequired && entry is null) Missing(node, $"{subject} has no '{key.Name}'", $"add \"{key.Name}\"");
            if (entry is not null) Descend(entry.Value, key.Shape, subject);
        }

        foreach (var rule in shape.Rules) Check(node, rule, subject);
    }

    private void Descend(DocumentNode value, Shape shape, string subject)
    {
        switch (shape)
        {
            case RecordShape record when value is MapNode map:
                Check(map, record, $"the {record.Name.Replace('_', ' ')} of {subject}");
                break;
            case EitherShape either:
                if (either.Options.FirstOrDefault(o => ShapeMatch.IsOfType(value, o)) is { } option) Descend(value, option, subject);
                break;
            case DictionaryShape dictionary when value is MapNode map:
                foreach (var entry in map.Entries) Descend(entry.Value, dictionary.Value, subject);
                break;
        }
    }

    private void Check(MapNode node, KeyRule rule, string subject)
    {
        var written = rule.Keys.Select(node.Find).OfType<MapEntry>().ToList();
        switch (rule.Kind)
        {
            case KeyRuleKind.NotBoth when written.Count == 2:
                Contradiction(written[1], $"{subject} has both '{rule.Keys[0]}' and '{rule.Keys[1]}'", "keep one of them");
                break;
            case KeyRuleKind.Opposites when written.Count == 2 && AreEqualFlags(written):
                Contradiction(written[1], $"'{rule.Keys[0]}' and '{rule.Keys[1]}' of {subject} contradict each other", "keep one of them");
                break;
            case KeyRuleKind.ExactlyOne when written.Count > 1:
                Contradiction(written[1], $"{subject} has more than one check: {string.Join(", ", written.Select(e => e.Key))}", "keep one of them");
                break;
            case KeyRuleKind.ExactlyOne when written.Count == 0:
                Missing(node, $"{subject} has no check", "add one of " + string.Join(", ", rule.Keys));
                break;
            case KeyRuleKind.AtLeastOne when written.Count == 0 && IsOn(node, rule):
                var kind = (node.Find(rule.WhenKey ?? "")?.Value as ScalarNode)?.Text;
                var when = kind is null ? "" : $", which kind {kind} needs";
                Missing(node, $"{subject} has no {string.Join(" or ", rule.Keys.Select(k => $"'{k}'"))}{when}", $"add \"{rule.Keys[0]}\"");
                break;
        }
    }

    private static bool IsOn(MapNode node, KeyRule rule)
    {
        var entry = rule.WhenKey is null ? null : node.Find(rule.WhenKey);
        return entry is null ? rule.WhenValues.Contains(null) : entry.Value is ScalarNode scalar && rule.WhenValues.Contains(scalar.Text);
    }

    private static bool AreEqualFlags(List<MapEntry> entries) =>
        entries[0].Value is ScalarNode { Kind: ScalarKind.Flag } first && entries[1].Value is ScalarNode { Kind: ScalarKind.Flag } second && first.Flag == second.Flag;

    private void Missing(MapNode node, string message, string hint) => diagnostics.Error(DiagnosticCodes.MissingKey, node.Place, message, hint);

    private void Contradiction(MapEntry entry, string message, string hint) =>
        diagnostics.Error(DiagnosticCodes.Contradiction, entry.KeyPlace, message, hint);
}
