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
    /// <param name="keptRoots">Names that begin an action which stays in the text as it is written, such as <c>ports</c> for <c>{{ports.web}}</c> and <c>.ports</c> for <c>{{.ports.web}}</c>.</param>
    public static TemplateResult Render(string text, TemplateValue data, IReadOnlyCollection<string>? keptRoots = null)
    {
        if (!text.Contains("{{", StringComparison.Ordinal)) return new TemplateResult(text, null);
        if (text.Length > TemplateLimits.Text)
        {
            return new TemplateResult(null, new TemplateError($"the template is longer than {TemplateLimits.Text} characters", TemplateLimits.Text));
        }

        var parser = new TemplateParser(text, keptRoots ?? []);
        var nodes = parser.Parse();
        return parser.Error is null ? new TemplateRun(text, data, parser.Variables).Execute(nodes) : new TemplateResult(null, parser.Error);
    }

    /// <summary>Writes a text so that its rendering gives it back.</summary>
    public static string Escape(string text) => text.Replace("{{", "{{\"{{\"}}", StringComparison.Ordinal);
}
