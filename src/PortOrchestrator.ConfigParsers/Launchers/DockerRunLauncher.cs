namespace PortOrchestrator.ConfigParsers.Launchers;

/// <summary>Recognises <c>docker run -d --name NAME …</c>.</summary>
internal static class DockerRunLauncher
{
    private static readonly HashSet<string> LongFlags =
    [
        "--detach", "--interactive", "--tty", "--rm", "--init", "--privileged", "--read-only", "--publish-all", "--no-healthcheck",
        "--oom-kill-disable", "--quiet", "--disable-content-trust", "--sig-proxy",
    ];

    public static LaunchedCommand? Recognize(LauncherCall call)
    {
        var words = call.Words;
        if (DockerOptions.Reader.Skip(words, 1) is not { } verb || verb >= words.Count) return null;
        var first = verb + 1;
        if (words[verb].Value == "container") first++;
        if (first - 1 >= words.Count || words[first - 1].Value != "run") return null;

        string? name = null;
        var isDetached = false;
        var isRemoved = false;
        var i = first;
        for (; i < words.Count && words[i].Value.StartsWith('-'); i++)
        {
            var word = words[i].Value;
            var next = i + 1 < words.Count ? words[i + 1].Value : null;
            if (word == "--name") name = next;
            else if (word.StartsWith("--name=", StringComparison.Ordinal)) name = word[7..];
            isDetached |= word is "--detach" or "--detach=true" || (IsShortFlags(word) && word.Contains('d'));
            isRemoved |= word is "--rm" or "--rm=true";
            if (TakesNext(word)) i++;
        }

        // Without an image the command fails, and a name with a variable in it cannot be told from here.
        var isPlain = !string.IsNullOrEmpty(name) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');
        if (!isDetached || !isPlain || i >= words.Count) return null;
        return new LaunchedCommand(Define(call, LauncherCall.Raw(words.Take(verb)), name!), KeepsContainer: !isRemoved);
    }

    private static LauncherDefinition Define(LauncherCall call, string docker, string name) => new()
    {
        Engine = "docker run",
        Target = name,
        StopCommand = call.Command($"{docker} stop {name}"),
        LogCommand = call.Command($"{docker} logs -f {name}"),
        StateCommand = call.Command(LauncherCall.HasOutput($"{docker} ps -q --filter name=^/{name}$ --filter status=running")),
    };

    private static bool IsShortFlags(string word) => word.Length > 1 && word[1] != '-' && word.AsSpan(1).IndexOfAnyExcept("ditPq") < 0;

    // -p 80:80 takes the next word, -p80:80 and --publish=80:80 carry their value.
    private static bool TakesNext(string word) =>
        word.StartsWith("--", StringComparison.Ordinal) ? !word.Contains('=') && !LongFlags.Contains(word) : word.Length == 2 && !IsShortFlags(word);
}
