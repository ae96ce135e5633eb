using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PortOrchestrator;

/// <summary>Writes variables so that their reader gets back exactly what went in.</summary>
internal static class PortExportWriter
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./:@%+,");

    public static PortExportText Write(IReadOnlyList<KeyValuePair<string, string>> variables, PortExportFormat format)
    {
        if (format == PortExportFormat.Json) return new PortExportText(Json(variables), []);
        var (text, warnings) = (new StringBuilder(), new List<string>());
        foreach (var (name, value) in variables)
        {
            if (char.IsAsciiDigit(name[0]) && format != PortExportFormat.PowerShell)
            {
                warnings.Add($"The variable {name} is left out: a name that begins with a digit is none to shells and .env files. Rename the service.");
                continue;
            }

            var line = format switch
            {
                PortExportFormat.Bash => $"export {name}={Bash(value)}",
                PortExportFormat.PowerShell => $"$env:{name} = {PowerShell(value)}",
                PortExportFormat.DotEnv => $"{name}={DotEnv(name, value, warnings)}",
                _ => throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format."),
            };
            text.Append(line).Append('\n');
        }

        return new PortExportText(text.ToString(), warnings);
    }

    private static string Bash(string value) => "'" + value.Replace("'", @"'\''", StringComparison.Ordinal) + "'";

    private static string PowerShell(string value)
    {
        var text = new StringBuilder("'");
        foreach (var c in value)
        {
            text.Append(c);
            // PowerShell takes typographic quotes for the plain one.
            if (c is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B') text.Append(c);
        }

        return text.Append('\'').ToString();
    }

    // Within single quotes all readers take everything literally, but none can take a single quote there, and some trip over a backslash
    // before the closing one or change a carriage return. Of escapes within double quotes only \n and \r mean the same to all of them.
    private static string DotEnv(string name, string value, List<string> warnings)
    {
        if (value.Length > 0 && !value.AsSpan().ContainsAnyExcept(Plain)) return value;
        if (!value.Contains('\'', StringComparison.Ordinal) && !value.Contains('\r', StringComparison.Ordinal) && !value.EndsWith('\\')) return $"'{value}'";
        var escaped = new StringBuilder("\"");
        var differs = false;
        foreach (var c in value)
        {
            differs |= c is '"' or '\\' or '$';
            escaped.Append(c switch { '\n' => @"\n", '\r' => @"\r", '"' or '\\' or '$' => @"\" + c, _ => c.ToString() });
        }

        if (differs) warnings.Add($"The value of {name} mixes quotes with characters that .env readers treat differently; it is written for docker compose and godotenv.");
        return escaped.Append('"').ToString();
    }

    private static string Json(IReadOnlyList<KeyValuePair<string, string>> variables)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach (var (name, value) in variables) json.WriteString(name, value);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan).ReplaceLineEndings("\n") + "\n";
    }
}
