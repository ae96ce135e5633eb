using System.Text;

namespace PortOrchestrator.ConfigParsers.ProjectServices;

/// <summary>Parses KEY=VALUE lines: comments, an <c>export</c> prefix, single quotes (as they are) and double quotes (with escapes, over several lines).</summary>
internal static class DotEnv
{
    /// <summary>Adds the variables of a text.</summary>
    /// <returns>The first line that is no assignment, else null.</returns>
    public static int? Parse(string text, IDictionary<string, string> variables)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim().TrimStart('\uFEFF');
            if (line.Length == 0 || line[0] == '#') continue;
            var first = i;
            if (line.StartsWith("export ", StringComparison.Ordinal)) line = line[7..].TrimStart();
            var equals = line.IndexOf('=');
            var key = equals < 0 ? "" : line[..equals].TrimEnd();
            if (key.Length == 0 || key.Any(char.IsWhiteSpace)) return first + 1;
            var value = line[(equals + 1)..].TrimStart();
            if (value.Length > 0 && value[0] is '"' or '\'')
            {
                string? parsed;
                while ((parsed = Quoted(value)) is null && i + 1 < lines.Length) value += "\n" + lines[++i];
                if (parsed is null) return first + 1;
                variables[key] = parsed;
            }
            else
            {
                var comment = value.StartsWith('#') ? 0 : value.IndexOf(" #", StringComparison.Ordinal);
                variables[key] = (comment < 0 ? value : value[..comment]).TrimEnd();
            }
        }

        return null;
    }

    /// <summary>The content of a quoted value; null while its end has not come.</summary>
    private static string? Quoted(string value)
    {
        var quote = value[0];
        var content = new StringBuilder();
        for (var i = 1; i < value.Length; i++)
        {
            var c = value[i];
            if (c == quote) return content.ToString();
            if (c == '\\' && quote == '"' && i + 1 < value.Length)
            {
                c = value[++i];
                content.Append(c switch { 'n' => "\n", 'r' => "\r", 't' => "\t", '"' or '\\' or '$' => c.ToString(), _ => "\\" + c });
            }
            else
            {
                content.Append(c);
            }
        }

        return null;
    }
}
