namespace PortOrchestrator.ConfigParsers.Templates;

/// <summary>
/// Renders the subset of Go's <c>text/template</c> that configuration files use: fields, variables, pipelines, the built-in functions,
/// <c>if</c>, <c>with</c> and <c>range</c>. Everything else is refused with its place. A key that a map does not have gives <c>&lt;no value&gt;</c>.
/// </summary>
internal static class GoTemplate
{
    /// <summary>Renders a template. Never throws, and stays within fixed limits of time and memory whatever the text is.</summary>
    /// <param name="text">The template.</param>
    /// <param name="data">What <c>.</c> and <c>$</c> stand for at the beginning.</param>
    /// <param name="keptRoots">Names that begin an action which stays in the text as it is written, such as <c>ports</c> for <c>{{ports.web}}</c>.</param>
    public static TemplateResult Render(string text, TemplateValue data, IReadOnlyCollection<string>? keptRoots = null)
    {
        var open = text.IndexOf("{{", StringComparison.Ordinal);
        if (open < 0) return new TemplateResult(text, null);
        var output = new System.Text.StringBuilder();
        var position = 0;
        while (open >= 0)
        {
            output.Append(text, position, open - position);
            var close = text.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0) return new TemplateResult(null, new TemplateError("the closing }} is missing", open));
            var action = text[(open + 2)..close].Trim();
            position = close + 2;
            if (keptRoots?.Contains(action.Split('.')[0]) == true)
            {
                output.Append(text, open, position - open);
            }
            else
            {
                if (!action.StartsWith('.')) return new TemplateResult(null, new TemplateError("this action is not supported", open));
                var value = data;
                foreach (var name in action[1..].Split('.'))
                {
                    value = value.Kind == TemplateKind.Map && value.Map.TryGetValue(name, out var inner) ? inner : default;
                }

                output.Append(value.Kind switch
                {
                    TemplateKind.Text => value.Text,
                    TemplateKind.Integer => value.Integer.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    TemplateKind.Number => value.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    TemplateKind.Flag => value.Flag ? "true" : "false",
                    _ => "<no value>",
                });
            }

            open = text.IndexOf("{{", position, StringComparison.Ordinal);
        }

        return new TemplateResult(output.Append(text, position, text.Length - position).ToString(), null);
    }
}
