using System.Diagnostics.CodeAnalysis;
using System.Text;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>
/// A command text that a POSIX shell would do nothing with but find the words and run a program: words, quotes, <c>$NAME</c> and <c>${NAME}</c>.
/// Such a one is run without the shell, which would only take time and be one process more until it makes way. Anything else is left to the shell.
/// </summary>
internal static class PlainCommand
{
    // A shell tells what it starts where it is.
    private const string Folder = "PWD";
    private const string Special = "|&;<>()`\\*?[]#~!{}%^\n\r";

    // Commands of the shell itself, and words that begin something else than a command.
    private static readonly HashSet<string> OfTheShell = new(StringComparer.Ordinal)
    {
        ".", ":", "[", "alias", "bg", "break", "builtin", "caller", "case", "cd", "command", "continue", "coproc", "declare", "dirs", "do", "done", "echo", "elif",
        "else", "enable", "esac", "eval", "exec", "exit", "export", "false", "fc", "fg", "fi", "for", "function", "getopts", "hash", "help", "if", "in", "jobs",
        "kill", "let", "local", "logout", "mapfile", "popd", "printf", "pushd", "pwd", "read", "readarray", "readonly", "return", "select", "set", "shift", "shopt",
        "source", "suspend", "test", "then", "time", "times", "trap", "true", "type", "typeset", "ulimit", "umask", "unalias", "unset", "until", "wait", "while",
    };

    /// <summary>The same request without the shell, where that makes no difference (Linux); otherwise the request itself.</summary>
    public static LaunchRequest WithoutShell(LaunchRequest request)
    {
        if (!OperatingSystem.IsLinux() || request.Arguments is not ["sh", "-c", var text]) return request;
        if (!TryParse(text, request.Environment, out var words)) return request;
        var direct = request with
        {
            Arguments = words,
            Environment = request.Environment.ContainsKey(Folder) ? LayeredVariables.With(request.Environment, (Folder, request.WorkingDirectory)) : request.Environment,
        };
        return ProgramFinder.IsProgram(direct) ? direct : request;
    }

    /// <summary>Reads a command text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="variables">The environment it runs in.</param>
    /// <param name="words">The program and its arguments.</param>
    /// <returns>Whether it takes no shell.</returns>
    public static bool TryParse(string text, IReadOnlyDictionary<string, string> variables, [NotNullWhen(true)] out IReadOnlyList<string>? words)
    {
        words = null;
        var found = new List<string>();
        for (var at = 0; SkipBlanks(text, ref at);)
        {
            if (ReadWord(text, ref at, variables) is not { } word) return false;
            found.Add(word);
        }

        // "exec" says what is done here anyway.
        if (found.Count > 1 && found[0] == "exec") found.RemoveAt(0);
        if (found.Count == 0 || found[0].Length == 0 || found[0].StartsWith('-') || found[0].Contains('=', StringComparison.Ordinal) || OfTheShell.Contains(found[0])) return false;
        words = found;
        return true;
    }

    private static bool SkipBlanks(string text, ref int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t') at++;
        return at < text.Length;
    }

    private static string? ReadWord(string text, ref int at, IReadOnlyDictionary<string, string> variables)
    {
        var word = new StringBuilder();
        while (at < text.Length && text[at] is not (' ' or '\t'))
        {
            var c = text[at];
            var isRead = c switch
            {
                '\'' => ReadSingleQuoted(text, ref at, word),
                '"' => ReadDoubleQuoted(text, ref at, variables, word),
                '$' => ReadVariable(text, ref at, variables, isQuoted: false, word),
                _ => !Special.Contains(c, StringComparison.Ordinal) && ReadPlain(c, ref at, word),
            };
            if (!isRead) return null;
        }

        return word.ToString();
    }

    private static bool ReadPlain(char c, ref int at, StringBuilder word)
    {
        word.Append(c);
        at++;
        return true;
    }

    private static bool ReadSingleQuoted(string text, ref int at, StringBuilder word)
    {
        var end = text.IndexOf('\'', at + 1);
        if (end < 0) return false;
        word.Append(text, at + 1, end - at - 1);
        at = end + 1;
        return true;
    }

    private static bool ReadDoubleQuoted(string text, ref int at, IReadOnlyDictionary<string, string> variables, StringBuilder word)
    {
        for (at++; at < text.Length;)
        {
            switch (text[at])
            {
                case '"':
                    at++;
                    return true;
                case '`' or '\\':
                    return false;
                case '$':
                    if (!ReadVariable(text, ref at, variables, isQuoted: true, word)) return false;
                    break;
                default:
                    word.Append(text[at++]);
                    break;
            }
        }

        return false;
    }

    // Without quotes a value is taken apart at its blanks, its patterns are looked up, and an empty one is no word at all.
    private static bool ReadVariable(string text, ref int at, IReadOnlyDictionary<string, string> variables, bool isQuoted, StringBuilder word)
    {
        var isBraced = at + 1 < text.Length && text[at + 1] == '{';
        var start = at + (isBraced ? 2 : 1);
        var end = start;
        while (end < text.Length && (char.IsAsciiLetter(text[end]) || text[end] == '_' || (end > start && char.IsAsciiDigit(text[end])))) end++;
        if (end == start || (isBraced && (end == text.Length || text[end] != '}'))) return false;
        var value = variables.GetValueOrDefault(text[start..end]);
        if (!isQuoted && (string.IsNullOrEmpty(value) || !value.All(c => char.IsAsciiLetterOrDigit(c) || "_-./:,@+".Contains(c, StringComparison.Ordinal)))) return false;
        word.Append(value);
        at = isBraced ? end + 1 : end;
        return true;
    }
}
