using System.Text;

namespace PortOrchestrator.Tests.Hooks;

/// <summary>Makes settings up: values, hooks of others, and a layout, with comments and trailing commas.</summary>
internal sealed class MadeUpJson(Random random)
{
    private static readonly string[] Texts = ["", "a", "ä€😀", "\\\"quoted\\\"", "back\\\\slash", "{not: json}", "// no comment", "/* nor this */", "a,b", "\\u00e9"];

    private readonly string _newLine = random.Next(3) == 0 ? "\r\n" : "\n";
    private readonly string _indent = new[] { "  ", "    ", "\t", "" }[random.Next(4)];
    private readonly bool _isOneLine = random.Next(4) == 0;
    private readonly bool _hasComments = random.Next(3) == 0;

    public string Settings()
    {
        var members = new List<Func<int, string>>();
        for (var i = random.Next(4); i > 0; i--)
        {
            var key = $"key{i}";
            members.Add(level => $"\"{key}\":{Blank()}{Value(level, 3)}");
        }

        if (random.Next(2) == 0) members.Insert(random.Next(members.Count + 1), level => $"\"hooks\":{Blank()}{Hooks(level)}");
        if (random.Next(4) == 0) members.Add(_ => "\"version\": 1");
        return Blank() + Block('{', members, '}', 0) + (random.Next(2) == 0 ? _newLine : "");
    }

    private string Hooks(int level)
    {
        var events = new List<Func<int, string>>();
        foreach (var name in new[] { "SessionStart", "SessionEnd", "sessionStart", "sessionEnd", "Stop" }.Where(_ => random.Next(3) == 0))
            events.Add(l => $"\"{name}\":{Blank()}{Block('[', [.. Enumerable.Range(0, random.Next(3)).Select<int, Func<int, string>>(_ => Group)], ']', l)}");
        return Block('{', events, '}', level);
    }

    private string Group(int level) => random.Next(2) == 0
        ? Block('{', [l => "\"hooks\": " + Block('[', [Hook], ']', l), _ => "\"matcher\": \"startup\""], '}', level)
        : Hook(level);

    private string Hook(int level) => Block('{', [_ => "\"type\": \"command\"", _ => $"\"command\": \"{Texts[random.Next(Texts.Length)]}\""], '}', level);

    private string Value(int level, int depth) => random.Next(depth > 0 ? 8 : 5) switch
    {
        0 => "null",
        1 => "true",
        2 => "-1.50e+3",
        3 or 4 => $"\"{Texts[random.Next(Texts.Length)]}\"",
        5 => Block('[', [.. Enumerable.Range(0, random.Next(3)).Select<int, Func<int, string>>(_ => l => Value(l, depth - 1))], ']', level),
        _ => Block('{', [.. Enumerable.Range(0, random.Next(3)).Select<int, Func<int, string>>(n => l => $"\"k{n}\": {Value(l, depth - 1)}")], '}', level),
    };

    private string Block(char open, List<Func<int, string>> parts, char close, int level)
    {
        var text = new StringBuilder().Append(open);
        for (var i = 0; i < parts.Count; i++)
        {
            text.Append(Line(level + 1)).Append(parts[i](level + 1)).Append(Comment());
            if (i + 1 < parts.Count || random.Next(_hasComments ? 2 : 1000) == 0) text.Append(',').Append(Comment());
        }

        if (parts.Count > 0 || random.Next(3) == 0) text.Append(Comment()).Append(Line(level));
        return text.Append(close).ToString();
    }

    private string Line(int level) => _isOneLine ? Blank() : _newLine + string.Concat(Enumerable.Repeat(_indent, level));

    private string Comment()
    {
        if (!_hasComments || random.Next(4) > 0) return "";
        return _isOneLine || random.Next(2) == 0 ? " /* a, b } */ " : $" // c, d ]{_newLine}";
    }

    private string Blank() => random.Next(2) == 0 ? "" : " ";
}
