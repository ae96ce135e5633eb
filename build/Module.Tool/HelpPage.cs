using System.Text.RegularExpressions;

namespace PortOrchestrator.ModuleTool;

/// <summary>The help of one cmdlet, read from Markdown. Immutable.</summary>
internal sealed partial record HelpPage
{
    public required string Name { get; init; }

    public required string Synopsis { get; init; }

    public required IReadOnlyList<string> Description { get; init; }

    public required IReadOnlyList<string> Syntax { get; init; }

    public required IReadOnlyList<HelpExample> Examples { get; init; }

    public required IReadOnlyList<HelpParameter> Parameters { get; init; }

    public required IReadOnlyList<(string Type, string Text)> Inputs { get; init; }

    public required IReadOnlyList<(string Type, string Text)> Outputs { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<(string Text, string Uri)> Links { get; init; }

    public static HelpPage Parse(string file, string markdown)
    {
        var text = markdown.ReplaceLineEndings("\n");
        var sections = Sections(text, "## ");
        string Section(string name) => sections.FirstOrDefault(s => s.Title == name).Body
            ?? throw new FormatException($"{file}: the section '## {name}' is missing.");
        return new HelpPage
        {
            Name = text.Split('\n')[0] is ['#', ' ', .. var name] ? name.Trim() : throw new FormatException($"{file}:1: the first line must be '# Verb-Noun'."),
            Synopsis = string.Join(' ', Paragraphs(Section("SYNOPSIS"))),
            Description = Paragraphs(Section("DESCRIPTION")),
            Syntax = [.. CodeBlock().Matches(Section("SYNTAX")).Select(m => m.Groups["code"].Value.Trim())],
            Examples = [.. Sections(Section("EXAMPLES"), "### ").Select(s => Example(file, s.Title, s.Body))],
            Parameters = [.. Sections(Section("PARAMETERS"), "### -").Select(s => Parameter(file, s.Title, s.Body))],
            Inputs = [.. Sections(Section("INPUTS"), "### ").Select(s => (s.Title, string.Join(' ', Paragraphs(s.Body))))],
            Outputs = [.. Sections(Section("OUTPUTS"), "### ").Select(s => (s.Title, string.Join(' ', Paragraphs(s.Body))))],
            Notes = Paragraphs(Section("NOTES")),
            Links = [.. Link().Matches(Section("RELATED LINKS")).Select(m => (m.Groups["text"].Value, m.Groups["uri"].Value))],
        };
    }

    private static List<(string Title, string Body)> Sections(string text, string mark)
    {
        var parts = ("\n" + text).Split("\n" + mark).Skip(1);
        return [.. parts.Select(p => p.Split('\n', 2)).Select(p => (p[0].Trim(), p.Length > 1 ? p[1] : ""))];
    }

    private static HelpExample Example(string file, string title, string body)
    {
        var code = CodeBlock().Match(body);
        return code.Success
            ? new HelpExample(title, code.Groups["code"].Value.Trim(), Paragraphs(body[(code.Index + code.Length)..]))
            : throw new FormatException($"{file}: the example '{title}' has no code.");
    }

    private static HelpParameter Parameter(string file, string name, string body)
    {
        var block = CodeBlock().Match(body);
        if (!block.Success) throw new FormatException($"{file}: the parameter -{name} has no yaml block.");
        var facts = block.Groups["code"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Split(':', 2, StringSplitOptions.TrimEntries)).ToDictionary(l => l[0], l => l.ElementAtOrDefault(1) ?? "");
        return new HelpParameter(name, facts.GetValueOrDefault("Type", ""), Paragraphs(body[..block.Index]), facts);
    }

    private static IReadOnlyList<string> Paragraphs(string text) =>
        [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(p => p.Replace("`", "", StringComparison.Ordinal).Replace('\n', ' '))];

    [GeneratedRegex(@"```[a-z]*\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\[(?<text>[^\]]+)\]\((?<uri>[^)]*)\)")]
    private static partial Regex Link();
}
