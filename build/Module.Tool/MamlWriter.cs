using System.Globalization;
using System.Xml.Linq;

namespace PortOrchestrator.ModuleTool;

/// <summary>Writes help pages as MAML, the format that <c>Get-Help</c> reads.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace Root = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static XDocument Write(IEnumerable<HelpPage> pages) =>
        new(new XElement(Root + "helpItems", new XAttribute("schema", "maml"), pages.Select(Page)));

    private static XElement Page(HelpPage page)
    {
        var words = page.Name.Split('-', 2);
        return new XElement(
            Command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            new XElement(
                Command + "details",
                new XElement(Command + "name", page.Name),
                new XElement(Command + "verb", words[0]),
                new XElement(Command + "noun", words[1]),
                new XElement(Maml + "description", Paragraphs([page.Synopsis]))),
            new XElement(Maml + "description", Paragraphs(page.Description)),
            new XElement(Command + "syntax", page.Syntax.Select(s => Syntax(page, s))),
            new XElement(Command + "parameters", page.Parameters.Select(p => Parameter(p, p.Fact("Required") == "True", p.Fact("Position")))),
            new XElement(Command + "inputTypes", page.Inputs.Select(i => Typed("inputType", i))),
            new XElement(Command + "returnValues", page.Outputs.Select(o => Typed("returnValue", o))),
            new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(page.Notes))),
            new XElement(Command + "examples", page.Examples.Select(Example)),
            new XElement(Command + "relatedLinks", page.Links.Select(Link)));
    }

    private static XElement Syntax(HelpPage page, string line)
    {
        var position = 0;
        return new XElement(
            Command + "syntaxItem",
            new XElement(Maml + "name", page.Name),
            SyntaxItem.Parse(line).Select(a =>
            {
                var parameter = page.Parameters.FirstOrDefault(p => p.Name == a.Name) ?? new HelpParameter(a.Name, a.Type ?? "SwitchParameter", [], new Dictionary<string, string>());
                return Parameter(parameter, a.Required, a.Positional ? position++.ToString(CultureInfo.InvariantCulture) : "named", a.Type is null);
            }));
    }

    private static XElement Parameter(HelpParameter parameter, bool required, string position, bool isSwitch = false)
    {
        var pipeline = parameter.Fact("Accept pipeline input");
        return new XElement(
            Command + "parameter",
            new XAttribute("required", required ? "true" : "false"),
            new XAttribute("variableLength", parameter.Type.EndsWith("[]", StringComparison.Ordinal) ? "true" : "false"),
            new XAttribute("globbing", parameter.Fact("Accept wildcard characters") == "True" ? "true" : "false"),
            new XAttribute("pipelineInput", pipeline.Length == 0 ? "False" : pipeline),
            new XAttribute("position", position.ToLowerInvariant()),
            new XAttribute("aliases", parameter.Fact("Aliases") is { Length: > 0 } aliases ? aliases : "none"),
            new XElement(Maml + "name", parameter.Name),
            new XElement(Maml + "description", Paragraphs(parameter.Description)),
            isSwitch ? null : new XElement(Command + "parameterValue", new XAttribute("required", "true"), parameter.Type),
            new XElement(Dev + "type", new XElement(Maml + "name", parameter.Type), new XElement(Maml + "uri")),
            new XElement(Dev + "defaultValue", parameter.Fact("Default value") is { Length: > 0 } value ? value : "None"));
    }

    private static XElement Example(HelpExample example) => new(
        Command + "example",
        new XElement(Maml + "title", example.Title),
        new XElement(Dev + "code", example.Code),
        new XElement(Dev + "remarks", Paragraphs(example.Remarks)));

    private static XElement Typed(string element, (string Type, string Text) item) => new(
        Command + element,
        new XElement(Dev + "type", new XElement(Maml + "name", item.Type)),
        new XElement(Maml + "description", Paragraphs([item.Text])));

    private static XElement Link((string Text, string Uri) link) => new(
        Maml + "navigationLink",
        new XElement(Maml + "linkText", link.Text),
        new XElement(Maml + "uri", link.Uri));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> texts) => texts.Select(t => new XElement(Maml + "para", t));
}
