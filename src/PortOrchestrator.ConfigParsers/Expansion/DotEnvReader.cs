using System.Text;

namespace PortOrchestrator.ConfigParsers.Expansion;

/// <summary>One pass over an environment file; used once. Without a lookup no reference is replaced.</summary>
internal sealed class DotEnvReader(string text, Func<string, string?>? lookup)
{
    private readonly List<DotEnvEntry> _entries = [];
    private readonly List<DotEnvError> _errors = [];
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private int _position;
    private int _line = 1;

    public DotEnvResult Read()
    {
        if (text.StartsWith('\uFEFF')) _position++;
        while (SkipToStatement()) ReadStatement();
        return new DotEnvResult(_entries, _errors);
    }

    private char Current => _position < text.Length ? text[_position] : '\0';

    private bool SkipToStatement()
    {
        while (_position < text.Length)
        {
            if (Current == '#') SkipLine();
            else if (char.IsWhiteSpace(Current)) Advance();
            else return true;
        }

        return false;
    }

    private void ReadStatement()
    {
        var line = _line;
        if (ReadKey() is not { } key)
        {
            Refuse("has no KEY=VALUE", line);
            return;
        }

        SkipBlanks();
        var value = Current is '"' or '\'' ? ReadQuoted() : ReadPlain();
        if (value is null)
        {
            Refuse($"has a value of {Excerpt.Of(key)} without its closing quote", line);
            return;
        }

        _entries.Add(new DotEnvEntry(key, value, line));
        _values[key] = value;
    }

    private void Refuse(string message, int line)
    {
        if (_errors.Count < ExpansionLimits.Problems) _errors.Add(new DotEnvError(message, line));
        SkipLine();
    }

    private string? ReadKey()
    {
        if (text.AsSpan(_position).StartsWith("export") && _position + 6 < text.Length && IsBlank(text[_position + 6]))
        {
            _position += 6;
            SkipBlanks();
        }

        var start = _position;
        while (char.IsLetterOrDigit(Current) || Current is '_' or '.' or '-') _position++;
        var key = text[start.._position];
        SkipBlanks();
        if (key.Length == 0 || Current is not ('=' or ':')) return null;
        _position++;
        return key;
    }

    private string ReadPlain()
    {
        var start = _position;
        var end = text.AsSpan(start).IndexOfAny('\r', '\n');
        end = end < 0 ? text.Length : start + end;
        _position = end;
        for (var i = start; i < end; i++)
        {
            if (text[i] == '#' && IsBlank(text[i - 1])) end = i;
        }

        return Expand(text[start..end].Trim());
    }

    /// <summary>Reads a quoted value with its quotes and what follows on its line; null, with nothing read, if it has no end.</summary>
    private string? ReadQuoted()
    {
        var quote = Current;
        var end = _position + 1;
        while (end < text.Length && text[end] != quote) end += text[end] == '\\' ? 2 : 1;
        if (end >= text.Length) return null;
        var content = text[(_position + 1)..end].Replace("\r\n", "\n", StringComparison.Ordinal);
        _line += text.AsSpan(_position, end - _position).Count('\n');
        _position = end + 1;
        return quote == '"' ? Expand(content, hasEscapes: true) : content;
    }

    private string Expand(string value, bool hasEscapes = false)
    {
        if (!value.AsSpan().ContainsAny('$', '\\') || (lookup is null && !hasEscapes)) return value;
        var result = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            var following = i + 1 < value.Length ? value[i + 1] : '\0';
            if (c == '\\' && following != '\0' && (following == '$' || hasEscapes))
            {
                result.Append(Unescape(following));
                i++;
            }
            else if (c == '$' && lookup is not null && ReadReference(value.AsSpan(i + 1), out var length) is { } reference)
            {
                result.Append(reference);
                i += length;
            }
            else
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }

    private string Unescape(char c) => c switch
    {
        'n' => "\n",
        'r' => "\r",
        't' => "\t",
        '"' or '\\' or '$' => c.ToString(),
        _ => lookup is null ? "\\" + c : c.ToString(),
    };

    private string? ReadReference(ReadOnlySpan<char> rest, out int length)
    {
        var isBraced = rest is ['{', ..];
        var start = isBraced ? 1 : 0;
        length = start;
        while (length < rest.Length && (char.IsAsciiLetterUpper(rest[length]) || char.IsAsciiDigit(rest[length]) || rest[length] == '_')) length++;
        if (length == start || (isBraced && (length >= rest.Length || rest[length] != '}'))) return null;
        var name = rest[start..length].ToString();
        if (isBraced) length++;
        return _values.TryGetValue(name, out var value) ? value : lookup!(name) ?? "";
    }

    private void SkipBlanks()
    {
        while (IsBlank(Current)) _position++;
    }

    private void SkipLine()
    {
        while (_position < text.Length && Current != '\n') _position++;
    }

    private void Advance()
    {
        if (Current == '\n') _line++;
        _position++;
    }

    private static bool IsBlank(char c) => c is '\t' or '\v' or '\f' or ' ' or '\u0085' or '\u00A0';
}
