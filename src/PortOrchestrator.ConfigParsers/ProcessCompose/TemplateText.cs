using System.Globalization;
using System.Text.RegularExpressions;
using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Templates;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Renders the templates of one replica. A field that does not exist stays as it is written, with a warning.</summary>
internal sealed partial class TemplateText(DiagnosticBag diagnostics, IReadOnlyDictionary<string, TemplateValue> data)
{
    private static readonly string[] Ports = ["ports"];

    public static TemplateValue ValueOf(DocumentNode node) => node switch
    {
        MapNode map => TemplateValue.Of(map.Entries.ToDictionary(e => e.Key, e => ValueOf(e.Value), StringComparer.Ordinal)),
        SequenceNode list => TemplateValue.Of([.. list.Items.Select(ValueOf)]),
        ScalarNode { Kind: ScalarKind.Flag } flag => TemplateValue.Of(flag.Flag),
        ScalarNode { IsInteger: true } whole => TemplateValue.Of((long)whole.Number),
        ScalarNode { Kind: ScalarKind.Number } number => TemplateValue.Of(number.Number),
        ScalarNode { Kind: ScalarKind.Text } text => TemplateValue.Of(text.Text),
        _ => TemplateValue.None,
    };

    public string Render(ScalarNode scalar)
    {
        var text = scalar.Text;
        if (!text.Contains("{{", StringComparison.Ordinal)) return text;
        var unknown = Field().Matches(text).Select(m => m.Groups["root"].Value).Where(r => r != "ports" && !data.ContainsKey(r)).Distinct().ToList();
        foreach (var root in unknown)
        {
            diagnostics.Warning(DiagnosticCodes.Template, scalar.Place, $"the template field .{root} does not exist and stays as it is written", "define it under 'vars'");
        }

        var result = GoTemplate.Render(text, TemplateValue.Of(data), [.. Ports, .. unknown]);
        if (result.Text is { } rendered) return rendered;
        var offset = (result.Error!.Offset + 1).ToString(CultureInfo.InvariantCulture);
        diagnostics.Error(DiagnosticCodes.Template, scalar.Place, $"the template cannot be rendered: {result.Error.Message} (character {offset} of the text)");
        return text;
    }

    [GeneratedRegex(@"\{\{-?\s*\.(?<root>[A-Za-z_][A-Za-z0-9_]*)(\.[A-Za-z0-9_]+)*\s*-?\}\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Field();
}
