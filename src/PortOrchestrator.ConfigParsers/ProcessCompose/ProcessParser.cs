using System.Globalization;
using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Keys;
using PortOrchestrator.ConfigParsers.Launchers;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Makes the definition of one copy of one process.</summary>
internal sealed class ProcessParser(ProjectContext project, Fields process, Replica replica, TemplateText templates, ReplicaPorts portNames)
{
    private readonly DiagnosticBag _diagnostics = project.Diagnostics;

    public async Task<ServiceDefinition> ParseAsync(SourceLocation location, IReadOnlyList<ServiceDependency> dependencies, CancellationToken cancellationToken)
    {
        var own = process.Map("x-portorch") is { } map ? new Fields(map) : (Fields?)null;
        var kind = own?.Choice("kind", Vocabulary.Kinds) ?? (process.Flag("is_daemon") == true ? ServiceKind.Daemon : ServiceKind.Process);
        var working = WorkingDirectory();
        var environment = await EnvironmentAsync(working, cancellationToken).ConfigureAwait(false);
        var start = kind == ServiceKind.External ? null : new ProcessCommand(_diagnostics, project.Shell).Read(process, templates, portNames, replica.Name);
        var launcher = start is null || kind == ServiceKind.Task ? null : Launcher(start);
        var probes = new ProcessProbeReader(_diagnostics, templates, working);
        var readiness = Readiness(probes);
        var shutdown = new ShutdownReader(_diagnostics, project.IsStrict).Read(process);
        var schedule = new ScheduleReader(_diagnostics, project.IsStrict).Read(process);
        var isForeground = process.Flag("is_foreground") == true;
        var isInteractive = process.Flag("is_interactive") == true;
        var scope = own?.Choice("scope", Vocabulary.Scopes) ?? ServiceScope.Checkout;
        TellWhatIsBeyond();
        return new ServiceDefinition
        {
            Name = replica.Name,
            ReplicaOf = replica.IsNumbered ? replica.Process : null,
            Replica = replica.IsNumbered ? replica.Number : null,
            Description = process.Scalar("description") is { } text ? templates.Render(text) : null,
            Tier = own?.Whole("tier") ?? ScopeTiers.Default(scope),
            Kind = kind,
            Scope = scope,
            Required = own?.Flag("required") ?? process.Flag("is_optional") != true,
            // What is only run on demand or by a tool must not be started by 'up'.
            Disabled = IsDisabled() || isForeground || process.Has("mcp"),
            StartCommand = start,
            StopCommand = kind == ServiceKind.Daemon || launcher is not null ? shutdown.Command : null,
            Launcher = launcher,
            WorkingDirectory = working,
            Environment = ProcessVariables.Escaped(environment),
            DefaultEnvironment = process.Flag("is_dotenv_disabled") == true ? project.Inherited : project.DotEnvironment,
            Ports = new ProcessPorts(_diagnostics, process, replica.Name).Read(own?.Map("ports"), start, readiness, environment),
            Dependencies = dependencies,
            Readiness = readiness,
            Liveness = probes.Read(process.Map("liveness_probe")),
            ReadyTimeout = ReadyTimeout(readiness),
            SuccessExitCodes = ExitCodes(),
            Restart = AvailabilityReader.Restart(process, _diagnostics),
            EndsProject = AvailabilityReader.EndsProject(process),
            Shutdown = shutdown,
            Log = Log(),
            Namespaces = Namespaces(),
            Foreground = isForeground,
            Tty = isInteractive || process.Flag("is_tty") == true,
            Interactive = isInteractive,
            Schedule = schedule,
            Watch = project.Settings.IsOn(SettingVariables.NoWatch) ? null : new WatchReader(_diagnostics, project.Folder, project.IsStrict).Read(process),
            Tool = new ToolReader(_diagnostics, project.IsStrict).Read(process),
            Location = location,
        };
    }

    private void TellWhatIsBeyond()
    {
        if (process.Has("is_optional")) Tell(process.PlaceOf("is_optional"), "process-compose does not know 'is_optional'; it works here");
        if (process.Map("availability") is { } map && new Fields(map) is var fields && fields.Text("restart") == "exit_on_end")
            Tell(fields.PlaceOf("restart"), "process-compose refuses 'restart: exit_on_end'; here it means the key exit_on_end");

        void Tell(Place place, string message) =>
            _diagnostics.Add(DiagnosticSeverity.Information, DiagnosticCodes.BeyondProcessCompose, place, message, null);
    }

    private string WorkingDirectory()
    {
        if (process.Scalar("working_dir") is not { } path) return project.Folder;
        var full = Path.GetFullPath(FilePaths.ExpandHome(templates.Render(path)), project.Folder);
        if (!Directory.Exists(full) && !full.Contains("{{", StringComparison.Ordinal) && !full.Contains("${", StringComparison.Ordinal))
        {
            _diagnostics.Warning(
                DiagnosticCodes.WorkingDirectoryMissing, path.Place, $"the folder {full} does not exist", "create it before the process is started");
        }

        return full;
    }

    private async Task<Dictionary<string, string>> EnvironmentAsync(string working, CancellationToken cancellationToken)
    {
        var reader = new ProcessVariables(_diagnostics, project.IsStrict);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [PerProcess.Name] = replica.Process,
            [PerProcess.Number] = replica.Number.ToString(CultureInfo.InvariantCulture),
        };
        var folder = process.Has("working_dir") ? working : project.Folder;
        if (process.Scalar("env_file") is { Kind: ScalarKind.Text } file)
            await reader.AddFileAsync(variables, file, folder, cancellationToken).ConfigureAwait(false);
        reader.AddList(variables, process.Value("environment"), templates.RenderFilled);
        return variables;
    }

    private LauncherDefinition? Launcher(CommandLine start)
    {
        var launch = LauncherRecognizer.Recognize(start);
        if (launch is { KeepsContainer: true } && process.Map("shutdown")?.Find("command") is null)
        {
            _diagnostics.Warning(
                DiagnosticCodes.ContainerKept,
                process.PlaceOf("command"),
                $"the container '{launch.Definition.Target}' keeps its name after it has stopped, so the next start would fail",
                "add --rm to docker run, or a 'shutdown' with a 'command' that removes the container");
        }

        return launch?.Definition;
    }

    private ProbeDefinition? Readiness(ProcessProbeReader probes)
    {
        var line = process.Scalar("ready_log_line");
        var probe = process.Map("readiness_probe");
        if (line is not null && probe is not null)
            _diagnostics.Error(DiagnosticCodes.Contradiction, line.Place, "'ready_log_line' and 'readiness_probe' exclude each other", "keep one of them");
        return probe is not null ? probes.Read(probe) : line is not null ? ProcessProbeReader.OfLine(line) : null;
    }

    // process-compose gives a log line all the time it needs, and a probe until its last failure.
    private static TimeSpan ReadyTimeout(ProbeDefinition? readiness)
    {
        if (readiness is null or { Check: LogCheck }) return TimeSpan.FromDays(1);
        var seconds = readiness.InitialDelay.TotalSeconds + (readiness.Period.TotalSeconds * (readiness.FailureThreshold - 1)) + readiness.Timeout.TotalSeconds;
        return TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.FromDays(365).TotalSeconds));
    }

    private bool IsDisabled()
    {
        if (project.Settings.DisabledProcesses.Contains(replica.Process)) return true;
        if (project.Settings.Namespaces is { Count: > 0 } meant && !Namespaces().Exists(meant.Contains)) return true;
        if (process.Text("is_disabled") is "true" or "false") return process.Text("is_disabled") == "true";
        if (process.Scalar("is_disabled") is { Kind: ScalarKind.Text } other)
            _diagnostics.Warning(DiagnosticCodes.LeftOut, other.Place, $"'is_disabled' must be \"true\" or \"false\", not {other.Display}, and has no effect", "write one of them");
        return process.Flag("disabled") == true;
    }

    private IReadOnlyList<int> ExitCodes()
    {
        var codes = new List<int> { 0 };
        foreach (var scalar in (process.Value("success_exit_codes") as SequenceNode)?.Items.OfType<ScalarNode>() ?? [])
        {
            if (scalar is { IsInteger: true, Number: >= 0 and <= 255 }) codes.Add((int)scalar.Number);
            else Refuse(scalar);
        }

        return [.. codes.Distinct()];

        void Refuse(ScalarNode scalar) => _diagnostics.Add(
            project.IsStrict ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            DiagnosticCodes.OutOfRange,
            scalar.Place,
            $"an exit code is a whole number from 0 to 255, not {scalar.Display}",
            "it has no effect");
    }

    // A line of standard error is told by its level, so it has to be kept apart.
    private LogDefinition Log()
    {
        var own = new LogFileReader(_diagnostics, project.IsStrict).Read(process, LogFile(), isShared: false);
        var file = own ?? project.LogFile;
        return new LogDefinition { File = file, SeparateStandardError = file is not null, ClearOnStart = process.Flag("truncate_log") == true };
    }

    private string? LogFile()
    {
        if (process.Scalar("log_location") is not { } location) return null;
        var text = templates.Render(location);
        var number = replica.Number.ToString(CultureInfo.InvariantCulture);
        var named = text.Replace("{PC_REPLICA_NUM}", number, StringComparison.Ordinal);
        if (named == text && replica.IsNumbered) named += "." + number;
        return Path.GetFullPath(FilePaths.ExpandHome(named), project.Folder);
    }

    private List<string> Namespaces()
    {
        var names = process.Scalars("namespace").Select(n => n.Text.Trim()).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return names.Count > 0 ? names : ["default"];
    }
}
