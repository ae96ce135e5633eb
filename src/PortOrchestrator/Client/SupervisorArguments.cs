using System.Globalization;

namespace PortOrchestrator.Client;

/// <summary>The arguments of the hidden command that supervises; written here and read by the program.</summary>
internal static class SupervisorArguments
{
    public const string Command = "supervise";

    /// <summary>Detach a supervisor, wait until it answers, end.</summary>
    public const string StartVerb = "start";

    /// <summary>Be the supervisor.</summary>
    public const string RunVerb = "run";

    /// <summary>Be the supervisor after one that was killed, and go on at once with what that had under way.</summary>
    public const string ResumeVerb = "resume";

    /// <summary>Run the supervisor, and start it again when it is killed.</summary>
    public const string WatchVerb = "watch";

    /// <summary>Say whether this program could be the checkout's supervisor.</summary>
    public const string ExamineVerb = "examine";

    /// <summary>Behind what describes the checkout: tell whoever started it when it answers.</summary>
    public static readonly IReadOnlyList<string> TellReady = ["--tell", "ready"];

    private const string HandoverOption = "--handover";

    public static IReadOnlyList<string> Start(StatePaths paths, ProjectIdentity project, SupervisorSettings settings) =>
        [Command, StartVerb, .. Describe(paths, project, settings)];

    public static IReadOnlyList<string> Run(StatePaths paths, ProjectIdentity project, SupervisorSettings settings) =>
        [Command, RunVerb, .. Describe(paths, project, settings)];

    public static IReadOnlyList<string> Resume(StatePaths paths, ProjectIdentity project, SupervisorSettings settings) =>
        [Command, ResumeVerb, .. Describe(paths, project, settings)];

    public static IReadOnlyList<string> Watch(StatePaths paths, ProjectIdentity project, SupervisorSettings settings) =>
        [Command, WatchVerb, .. Describe(paths, project, settings)];

    public static IReadOnlyList<string> Examine(StatePaths paths, ProjectIdentity project) => [Command, ExamineVerb, .. Describe(paths, project, new SupervisorSettings())];

    /// <summary>Be the supervisor after another program in this process, which has left the file.</summary>
    public static IReadOnlyList<string> Continue(StatePaths paths, ProjectIdentity project, SupervisorSettings settings, string file) =>
        [.. Resume(paths, project, settings), HandoverOption, file];

    /// <summary>The file that another program in this process has left; null when there was none.</summary>
    public static string? HandoverFile(ReadOnlySpan<string> arguments) => arguments is [.., HandoverOption, var file] ? file : null;

    /// <summary>Whether <see cref="TellReady"/> is asked for.</summary>
    public static bool TellsReady(ReadOnlySpan<string> arguments) => arguments is [.., var option, var what] && option == TellReady[0] && what == TellReady[1];

    /// <summary>Reads what <see cref="Start"/> wrote behind the verb.</summary>
    public static (StatePaths Paths, ProjectIdentity Project, SupervisorSettings Settings) Parse(ReadOnlySpan<string> arguments)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < arguments.Length; i += 2) values[arguments[i]] = arguments[i + 1];
        var project = new ProjectIdentity
        {
            ProjectId = values["--project-id"],
            Name = values["--name"],
            Root = values["--root"],
            Checkout = values["--checkout"],
            GitCommonDirectory = values.GetValueOrDefault("--git-common-dir"),
        };
        var minFree = values.TryGetValue("--log-min-free-mb", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : (int?)null;
        return (new StatePaths(values["--home"]), project, new SupervisorSettings(minFree, values.ContainsKey("--watchdog")));
    }

    private static IEnumerable<string> Describe(StatePaths paths, ProjectIdentity project, SupervisorSettings settings)
    {
        IEnumerable<string> always =
        [
            "--name", project.Name, "--checkout", project.Checkout, "--root", project.Root, "--project-id", project.ProjectId, "--home", paths.Home,
        ];
        if (project.GitCommonDirectory is { } common) always = always.Append("--git-common-dir").Append(common);
        if (settings.LogMinFreeMegabytes is { } least) always = always.Append("--log-min-free-mb").Append(least.ToString(CultureInfo.InvariantCulture));
        return settings.Watchdog ? always.Append("--watchdog").Append("on") : always;
    }
}
