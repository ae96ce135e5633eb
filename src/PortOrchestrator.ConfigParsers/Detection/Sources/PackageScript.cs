using PortOrchestrator.ConfigParsers.Detection.Facts;
using PortOrchestrator.ConfigParsers.Detection.Tables;

namespace PortOrchestrator.ConfigParsers.Detection.Sources;

/// <summary>A script of a <c>package.json</c>, understood as far as it has to be. Immutable.</summary>
/// <param name="Key">The script's name.</param>
/// <param name="Text">The command.</param>
/// <param name="IsSimple">Whether it is one command alone.</param>
/// <param name="Program">The program that the last command starts.</param>
internal sealed record PackageScript(string Key, string Text, bool IsSimple, string Program)
{
    private const int MostSteps = 5;

    // Whoever develops prefers the first.
    private static readonly string[] Wanted = ["dev", "start:dev", "start", "serve"];

    private static readonly string[] Managers = ["npm", "pnpm", "yarn", "bun"];

    /// <summary>The arguments of the last command, its program left out.</summary>
    public IReadOnlyList<string> Arguments { get; private init; } = [];

    /// <summary>Whether arguments that are added to the script reach its program.</summary>
    public bool TakesArguments { get; private init; }

    public bool FansOut =>
        Frameworks.FanOut.Contains(Program)
        || (Managers.Contains(Program) && Arguments.Any(a => Frameworks.FanOutOptions.Contains(a.Split('=')[0])))
        || Text.Split(' ').Contains("&");

    public static PackageScript? Of(FileFacts package)
    {
        var key = Array.Find(Wanted, w => package.Text("scripts/" + w) is not null);
        for (var step = 0; key is not null && step < MostSteps; step++)
        {
            if (package.Text("scripts/" + key) is not { } text) return null;
            var script = Read(key, text.Trim());
            // 'npm start' in 'dev' only leads on; npm would keep arguments for itself.
            if (script.LeadsTo(package) is not { } next || next == key) return script;
            key = next;
        }

        return null;
    }

    private static PackageScript Read(string key, string text)
    {
        var parts = text.Split(["&&", ";", "||"], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var last = parts.Length == 0 ? "" : parts[^1];
        var words = last.Split(' ', StringSplitOptions.RemoveEmptyEntries).SkipWhile(IsPrefix).ToList();
        if (words is [var manager, "exec" or "dlx" or "x", ..] && Managers.Contains(manager)) words.RemoveRange(0, 2);
        var isPlain = !last.Any(c => c is '|' or '&' or '<' or '>' or '(' or ')' or '`');
        var program = words.Count == 0 ? "" : words[0][(words[0].LastIndexOf('/') + 1)..];
        if (Managers.Contains(program) && words.Count > 1 && Frameworks.OfProgram(words[1]) is not null)
        {
            words.RemoveAt(0);
            program = words[0];
        }

        return new PackageScript(key, text, parts.Length == 1 && isPlain, program)
        {
            Arguments = [.. words.Skip(1)],
            TakesArguments = isPlain && !words.Contains("--"),
        };
    }

    private string? LeadsTo(FileFacts package)
    {
        if (!IsSimple || !Managers.Contains(Program) || Arguments.Count is 0 or > 2) return null;
        var name = Arguments is ["run", var named] ? named : Arguments is [var only] ? only : null;
        return name is not null && package.Has("scripts/" + name) ? name : null;
    }

    private static bool IsPrefix(string word) =>
        Frameworks.Prefixes.Contains(word)
        || (word.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && word.Take(equals).All(c => char.IsAsciiLetterOrDigit(c) || c == '_'));
}
