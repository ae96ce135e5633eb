using System.Text;

namespace PortOrchestrator.ConfigParsers.Templates;

/// <summary>The built-in functions, less <c>and</c> and <c>or</c>, which do not look at all their arguments.</summary>
internal sealed class TemplateFunctions(TemplateBudget budget)
{
    private readonly TemplateOutput _scratch = new(budget);

    public static bool IsKnown(string name) => name is "and" or "or" || ArityOf(name) is not null;

    /// <summary>Whether a value counts as true: neither nothing, false, zero nor empty.</summary>
    public static bool IsTrue(TemplateValue value) => value.Kind switch
    {
        TemplateKind.Text => value.Text.Length > 0,
        TemplateKind.Number => value.Number != 0,
        TemplateKind.Integer => value.Integer != 0,
        TemplateKind.Flag => value.Flag,
        TemplateKind.List => value.List.Count > 0,
        TemplateKind.Map => value.Map.Count > 0,
        _ => false,
    };

    public TemplateValue Call(string name, TemplateValue[] arguments, out string? problem)
    {
        var (least, most) = ArityOf(name) ?? (0, 0);
        problem = arguments.Length < least ? $"{name} needs {least} argument(s), but has {arguments.Length}"
            : arguments.Length > most ? $"{name} takes {most} argument(s), but has {arguments.Length}"
            : null;
        if (problem is not null) return default;
        foreach (var argument in arguments)
        {
            if (argument.Kind == TemplateKind.Text) budget.TakeCharacters(argument.Text.Length / 8);
        }

        switch (name)
        {
            case "not": return TemplateValue.Of(!IsTrue(arguments[0]));
            case "eq": return TemplateValue.Of(IsAnyEqual(arguments, out problem));
            case "ne": return TemplateValue.Of(!TemplateComparison.AreEqual(arguments[0], arguments[1], out problem));
            case "lt": return TemplateValue.Of(TemplateComparison.IsLess(arguments[0], arguments[1], out problem));
            case "ge": return TemplateValue.Of(!TemplateComparison.IsLess(arguments[0], arguments[1], out problem));
            case "le": return TemplateValue.Of(IsLessOrEqual(arguments, out problem));
            case "gt": return TemplateValue.Of(!IsLessOrEqual(arguments, out problem));
            case "len": return Length(arguments[0], out problem);
            case "index": return TemplateIndexing.Index(arguments, out problem);
            case "slice": return TemplateIndexing.Slice(arguments, budget, out problem);
            case "printf":
                if (arguments[0].Kind != TemplateKind.Text)
                {
                    problem = "the first argument of printf is its format, a text";
                    return default;
                }

                problem = new GoFormatter(_scratch).Format(arguments[0].Text, arguments.AsSpan(1));
                return TemplateValue.Of(_scratch.Take());
            case "println":
                GoPrinter.PrintLine(_scratch, arguments);
                return TemplateValue.Of(_scratch.Take());
        }

        GoPrinter.Print(_scratch, arguments, showsMissing: name != "print");
        if (name == "print") return TemplateValue.Of(_scratch.Take());
        var plain = _scratch.Take();
        if (name == "html") GoEscape.Html(_scratch, plain);
        else if (name == "js") GoEscape.JavaScript(_scratch, plain);
        else GoEscape.UrlQuery(_scratch, plain);
        return TemplateValue.Of(_scratch.Take());
    }

    /// <summary>How many arguments a function takes at least and at most; null if there is no such function.</summary>
    private static (int Least, int Most)? ArityOf(string name) => name switch
    {
        "not" or "len" => (1, 1),
        "ne" or "lt" or "le" or "gt" or "ge" => (2, 2),
        "eq" => (2, int.MaxValue),
        "index" => (1, int.MaxValue),
        "slice" => (1, 4),
        "printf" => (1, int.MaxValue),
        "print" or "println" or "html" or "js" or "urlquery" => (0, int.MaxValue),
        _ => null,
    };

    private static bool IsAnyEqual(TemplateValue[] arguments, out string? problem)
    {
        problem = null;
        for (var i = 1; i < arguments.Length && problem is null; i++)
        {
            if (TemplateComparison.AreEqual(arguments[0], arguments[i], out problem)) return true;
        }

        return false;
    }

    private static bool IsLessOrEqual(TemplateValue[] arguments, out string? problem)
    {
        var isLess = TemplateComparison.IsLess(arguments[0], arguments[1], out problem);
        return isLess || (problem is null && TemplateComparison.AreEqual(arguments[0], arguments[1], out problem));
    }

    private static TemplateValue Length(TemplateValue value, out string? problem)
    {
        problem = null;
        switch (value.Kind)
        {
            // Go counts the bytes of a text.
            case TemplateKind.Text: return TemplateValue.Of((long)Encoding.UTF8.GetByteCount(value.Text));
            case TemplateKind.List: return TemplateValue.Of((long)value.List.Count);
            case TemplateKind.Map: return TemplateValue.Of((long)value.Map.Count);
            default:
                problem = "len takes a text, a list or a map";
                return default;
        }
    }
}
