using System.Globalization;
using System.Text.RegularExpressions;
using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Templates;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Renders the templates of one copy. A field that does not exist stays as it is written, with a warning.</summary>
/// <param name="diagnostics">Where findings go.</param>
/// <param name="data">The fields.</param>
/// <param name="later">Fields that are known later and stay as they are written until then.</param>
/// <param name="ports">Leads names of ports to copies.</param>
internal sealed partial class TemplateText(
    DiagnosticBag diagnostics, IReadOnlyDictionary<string, TemplateValue> data, IReadOnlyCollection<string> later, ReplicaPorts ports)
{
    private const string Ports = "ports";

    private readonly TemplateValue _data = TemplateValue.Of(data);

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
        var unknown = Field().Matches(text).Select(m => m.Groups["root"].Value).Where(r => r != Ports && !data.ContainsKey(r)).Distinct().ToList();
        foreach (var root in unknown.Where(r => !later.Contains(r)))
        {
            diagnostics.Warning(DiagnosticCodes.Template, scalar.Place, $"the template field .{root} does not exist and stays as it is written", "define it under 'vars'");
        }

        var result = GoTemplate.Render(text, _data, [Ports, "." + Ports, .. unknown.Select(r => "." + r)]);
        if (result.Text is { } rendered) return ports.Point(WithoutNul(rendered, scalar));
        var place = scalar.Place.Inside(text, result.Error!.Offset);
        // In a text of several lines, or one that was expanded before, the place is the text's own.
        var where = place == scalar.Place && result.Error.Offset > 0 ? $" (character {(result.Error.Offset + 1).ToString(CultureInfo.InvariantCulture)} of the text)" : "";
        diagnostics.Error(DiagnosticCodes.Template, place, $"the template cannot be rendered: {result.Error.Message}{where}");
        return text;
    }

    /// <summary>Renders a text that no shell reads, in which the variable of the own port is filled, too.</summary>
    public string RenderFilled(ScalarNode scalar) => ports.Fill(Render(scalar));

    // A template can make any character, but no program takes this one.
    private string WithoutNul(string text, ScalarNode scalar)
    {
        if (!text.Contains('\0')) return text;
        diagnostics.Error(DiagnosticCodes.NotUtf8, scalar.Place, "the rendered text contains a NUL character", "leave it out");
        return text.Replace("\0", "", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\{\{-?\s*\.(?<root>[A-Za-z_][A-Za-z0-9_]*)(\.[A-Za-z0-9_]+)*\s*-?\}\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Field();
}
