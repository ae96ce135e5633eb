namespace PortOrchestrator.ConfigParsers.Templates;

/// <summary>Equality and order of values by Go's rules: only values of one kind have an order, and lists and maps have none.</summary>
internal static class TemplateComparison
{
    private const string Different = "only values of one kind can be compared: text with text, whole numbers with whole numbers, fractions with fractions";

    public static bool AreEqual(TemplateValue left, TemplateValue right, out string? problem)
    {
        problem = null;
        if (left.Kind == TemplateKind.None || right.Kind == TemplateKind.None) return left.Kind == right.Kind;
        if (IsCollection(left) && IsCollection(right)) problem = "lists and maps cannot be compared; compare their fields or lengths";
        else if (left.Kind != right.Kind) problem = Different;
        if (problem is not null) return false;
        return left.Kind switch
        {
            TemplateKind.Text => string.Equals(left.Text, right.Text, StringComparison.Ordinal),
            TemplateKind.Number => left.Number == right.Number,
            TemplateKind.Flag => left.Flag == right.Flag,
            _ => left.Integer == right.Integer,
        };
    }

    public static bool IsLess(TemplateValue left, TemplateValue right, out string? problem)
    {
        problem = left.Kind != right.Kind ? Different
            : left.Kind is TemplateKind.Text or TemplateKind.Integer or TemplateKind.Number ? null
            : "only text and numbers have an order";
        if (problem is not null) return false;
        return left.Kind switch
        {
            TemplateKind.Text => string.CompareOrdinal(left.Text, right.Text) < 0,
            TemplateKind.Number => left.Number < right.Number,
            _ => left.Integer < right.Integer,
        };
    }

    private static bool IsCollection(TemplateValue value) => value.Kind is TemplateKind.List or TemplateKind.Map;
}
