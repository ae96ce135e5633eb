namespace PortOrchestrator.ConfigParsers.Templates;

/// <summary>Prints values as an action and Go's <c>fmt.Sprint</c> do.</summary>
internal static class GoPrinter
{
    /// <summary>What an action prints of its value.</summary>
    public static void Show(TemplateOutput output, TemplateValue value)
    {
        if (value.Kind == TemplateKind.None) output.Append("<no value>");
        else new GoFormatter(output).Write(value, 'v');
    }

    /// <summary>Prints one after another, with a blank between two of which none is a text.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="values">What is printed.</param>
    /// <param name="showsMissing">Whether a missing value is shown as an action does instead of as <c>&lt;nil&gt;</c>.</param>
    public static void Print(TemplateOutput output, ReadOnlySpan<TemplateValue> values, bool showsMissing)
    {
        var formatter = new GoFormatter(output);
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0 && !IsText(values[i]) && !IsText(values[i - 1])) output.Append(' ');
            if (showsMissing && values[i].Kind == TemplateKind.None) output.Append("<no value>");
            else formatter.Write(values[i], 'v');
        }

        bool IsText(TemplateValue value) => value.Kind == TemplateKind.Text || (showsMissing && value.Kind == TemplateKind.None);
    }

    /// <summary>Prints one after another with a blank between, and a line end.</summary>
    public static void PrintLine(TemplateOutput output, ReadOnlySpan<TemplateValue> values)
    {
        var formatter = new GoFormatter(output);
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0) output.Append(' ');
            formatter.Write(values[i], 'v');
        }

        output.Append('\n');
    }

    /// <summary>The keys of a map in order; none if the budget does not allow to sort them.</summary>
    public static string[] KeysOf(IReadOnlyDictionary<string, TemplateValue> map, TemplateBudget budget)
    {
        if (!budget.TakeSteps(map.Count)) return [];
        string[] keys = [.. map.Keys];
        Array.Sort(keys, string.CompareOrdinal);
        return keys;
    }
}
