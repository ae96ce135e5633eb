using System.Text;

namespace PortOrchestrator.ConfigParsers.Templates;

/// <summary>The functions <c>index</c> and <c>slice</c>.</summary>
internal static class TemplateIndexing
{
    public static TemplateValue Index(ReadOnlySpan<TemplateValue> arguments, out string? problem)
    {
        problem = null;
        var item = arguments[0];
        foreach (var key in arguments[1..])
        {
            item = item.Kind switch
            {
                TemplateKind.Map when key.Kind == TemplateKind.Text => item.Map.GetValueOrDefault(key.Text),
                TemplateKind.List when TryPosition(key, item.List.Count - 1, out var position) => item.List[position],
                TemplateKind.Text when Encoding.UTF8.GetBytes(item.Text) is var bytes && TryPosition(key, bytes.Length - 1, out var position) =>
                    TemplateValue.Of((long)bytes[position]),
                _ => Refuse(item, key, out problem),
            };
            if (problem is not null) return default;
        }

        return item;
    }

    public static TemplateValue Slice(ReadOnlySpan<TemplateValue> arguments, TemplateBudget budget, out string? problem)
    {
        problem = null;
        var item = arguments[0];
        var bytes = item.Kind == TemplateKind.Text ? Encoding.UTF8.GetBytes(item.Text) : null;
        var count = bytes?.Length ?? (item.Kind == TemplateKind.List ? item.List.Count : -1);
        if (count < 0 || (bytes is not null && arguments.Length > 3))
        {
            problem = count < 0 ? "slice takes a text or a list" : "a text is sliced with a beginning and an end only";
            return default;
        }

        Span<int> bounds = [0, count, count];
        for (var i = 1; i < arguments.Length; i++)
        {
            if (TryPosition(arguments[i], count, out bounds[i - 1])) continue;
            problem = $"the bounds of slice are whole numbers from 0 to {count}";
            return default;
        }

        if (bounds[0] > bounds[1] || (arguments.Length > 3 && bounds[1] > bounds[2]))
        {
            problem = "the bounds of slice are in the wrong order";
            return default;
        }

        var length = bounds[1] - bounds[0];
        budget.TakeCharacters(bytes?.Length ?? length);
        return bytes is null
            ? TemplateValue.Of((IReadOnlyList<TemplateValue>)[.. item.List.Skip(bounds[0]).Take(length)])
            : TemplateValue.Of(Encoding.UTF8.GetString(bytes, bounds[0], length));
    }

    private static TemplateValue Refuse(TemplateValue item, TemplateValue key, out string problem)
    {
        problem = (item.Kind, key.Kind) switch
        {
            (TemplateKind.None, _) => "index has nothing to look into: the value is missing",
            (TemplateKind.Map, _) => "index looks into a map by a text",
            (TemplateKind.List or TemplateKind.Text, TemplateKind.Integer) => $"there is no item {key.Integer}",
            (TemplateKind.List or TemplateKind.Text, _) => "index looks into a list by a whole number",
            _ => "index looks into a list, a map or a text only",
        };
        return default;
    }

    private static bool TryPosition(TemplateValue value, int limit, out int position)
    {
        var isValid = value.Kind == TemplateKind.Integer && value.Integer >= 0 && value.Integer <= limit;
        position = isValid ? (int)value.Integer : 0;
        return isValid;
    }
}
