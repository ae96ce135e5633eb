namespace PortOrchestrator.ConfigParsers.Launchers;

/// <summary>Recognises <c>docker compose … up -d SERVICE</c> and the same with <c>docker-compose</c>.</summary>
internal static class ComposeLauncher
{
    private static readonly OptionReader Global = new(
        new HashSet<string> { "--compatibility", "--all-resources", "--verbose" },
        new HashSet<string>
        {
            "-f", "--file", "-p", "--project-name", "--profile", "--env-file", "--project-directory", "--ansi", "--progress", "--parallel",
        });

    private static readonly HashSet<string> Detaching = ["-d", "--detach", "--wait"];

    private static readonly OptionReader Up = new(
        new HashSet<string>
        {
            "-d", "--detach", "--wait", "--build", "--no-build", "--force-recreate", "--no-recreate", "--always-recreate-deps", "--no-deps",
            "--remove-orphans", "--quiet-pull", "--quiet-build", "-V", "--renew-anon-volumes", "--no-color", "-y", "--yes",
        },
        new HashSet<string> { "--pull", "--scale", "-t", "--timeout", "--wait-timeout" });

    public static LaunchedCommand? Recognize(LauncherCall call)
    {
        var words = call.Words;
        int? start = 1;
        if (call.Program == "docker")
        {
            start = DockerOptions.Reader.Skip(words, 1);
            if (start is null || start >= words.Count || words[start.Value].Value != "compose") return null;
            start++;
        }

        if (Global.Skip(words, start.Value) is not { } up || up >= words.Count || words[up].Value != "up") return null;
        var services = new List<ShellWord>();
        var isDetached = false;
        for (var i = up + 1; i < words.Count;)
        {
            if (Up.Skip(words, i) is not { } next) return null;
            for (; i < next; i++) isDetached |= Detaching.Contains(words[i].Value);
            if (next < words.Count) services.Add(words[next]);
            i = next + 1;
        }

        return isDetached ? new LaunchedCommand(Define(call, LauncherCall.Raw(words.Take(up)), services)) : null;
    }

    private static LauncherDefinition Define(LauncherCall call, string compose, List<ShellWord> services)
    {
        var names = services.Count == 0 ? "" : " " + LauncherCall.Raw(services);
        return new LauncherDefinition
        {
            Engine = "docker compose",
            Target = services.Count == 0 ? "all services" : string.Join(' ', services.Select(s => s.Value)),
            StopCommand = call.Command($"{compose} stop{names}"),
            LogCommand = call.Command($"{compose} logs -f --no-log-prefix{names}"),
            StateCommand = call.Command(LauncherCall.HasOutput($"{compose} ps -q --status running{names}")),
        };
    }
}
