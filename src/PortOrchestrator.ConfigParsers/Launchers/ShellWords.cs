using System.Text;

namespace PortOrchestrator.ConfigParsers.Launchers;

/// <summary>
/// Splits a simple shell command into words. Only words, quotes and <c>&amp;&amp;</c> are understood; anything that could change
/// what is run (pipes, redirections, subshells, command substitution, globs, comments) makes it give up.
/// </summary>
internal sealed class ShellWords
{
    private const string GiveUp = "|;<>()`\n\r#*?[]{}!";

    private readonly string _text;
    private readonly List<IReadOnlyList<ShellWord>> _commands = [];
    private readonly StringBuilder _value = new();
    private List<ShellWord> _words = [];
    private int _position;

    private ShellWords(string text) => _text = text.TrimEnd();

    /// <summary>The commands that <c>&amp;&amp;</c> joins, each as its words; null when the text is not that simple.</summary>
    public static IReadOnlyList<IReadOnlyList<ShellWord>>? Split(string text) => new ShellWords(text).Run();

    /// <summary>Writes an argument so that a POSIX shell reads it as one word.</summary>
    public static string Quote(string argument) =>
        argument.Length > 0 && argument.All(c => char.IsAsciiLetterOrDigit(c) || "_-./:=@,+%".Contains(c))
            ? argument
            : "'" + argument.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    // A backslash at the end of a line joins it with the next one.
    private bool IsContinuation => _text[_position] == '\\' && _position + 1 < _text.Length && _text[_position + 1] == '\n';

    private List<IReadOnlyList<ShellWord>>? Run()
    {
        while (_position < _text.Length)
        {
            var c = _text[_position];
            if (c is ' ' or '\t')
            {
                _position++;
            }
            else if (IsContinuation)
            {
                _position += 2;
            }
            else if (c == '&')
            {
                if (!EndCommand()) return null;
            }
            else if (!ReadWord())
            {
                return null;
            }
        }

        if (_words.Count == 0) return null;
        _commands.Add(_words);
        return _commands;
    }

    private bool EndCommand()
    {
        if (_words.Count == 0 || _position + 1 >= _text.Length || _text[_position + 1] != '&') return false;
        _commands.Add(_words);
        _words = [];
        _position += 2;
        return true;
    }

    private bool ReadWord()
    {
        var start = _position;
        _value.Clear();
        while (_position < _text.Length && _text[_position] is not (' ' or '\t' or '&'))
        {
            var c = _text[_position];
            var isRead = c switch
            {
                '\'' => ReadSingleQuoted(),
                '"' => ReadDoubleQuoted(),
                '\\' => ReadEscaped(),
                '$' => ReadVariable(),
                _ => ReadPlain(c),
            };
            if (!isRead) return false;
        }

        _words.Add(new ShellWord(_text[start.._position], _value.ToString()));
        return true;
    }

    private bool ReadPlain(char c)
    {
        if (GiveUp.Contains(c)) return false;
        _value.Append(c);
        _position++;
        return true;
    }

    private bool ReadSingleQuoted()
    {
        var end = _text.IndexOf('\'', _position + 1);
        if (end < 0) return false;
        _value.Append(_text, _position + 1, end - _position - 1);
        _position = end + 1;
        return true;
    }

    private bool ReadDoubleQuoted()
    {
        for (_position++; _position < _text.Length; _position++)
        {
            var c = _text[_position];
            if (c == '"')
            {
                _position++;
                return true;
            }

            if (c == '`' || (c == '$' && _position + 1 < _text.Length && _text[_position + 1] == '(')) return false;
            if (c == '\\' && _position + 1 < _text.Length && _text[_position + 1] is '"' or '\\' or '$') c = _text[++_position];
            _value.Append(c);
        }

        return false;
    }

    private bool ReadEscaped()
    {
        if (_position + 1 >= _text.Length || _text[_position + 1] == '\r') return false;
        if (!IsContinuation) _value.Append(_text[_position + 1]);
        _position += 2;
        return true;
    }

    /// <summary>Reads <c>$NAME</c> or <c>${NAME…}</c>, which stay as written.</summary>
    private bool ReadVariable()
    {
        var end = _position + 1;
        if (end < _text.Length && _text[end] == '(') return false;
        if (end < _text.Length && _text[end] == '{')
        {
            end = _text.IndexOf('}', end) + 1;
            if (end == 0 || _text.IndexOfAny(['`', '('], _position, end - _position) >= 0) return false;
        }

        end = Math.Max(end, _position + 1);
        _value.Append(_text, _position, end - _position);
        _position = end;
        return true;
    }
}
