using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.Tests.Loading;

/// <summary>Small files of rare combinations, each in a folder of its own with the plan that it must give.</summary>
[CancelAfter(60_000)]
[Platform("Unix")]
internal sealed class ProcessComposeFileTests
{
    private const string Expected = "plan.txt";

    private static readonly string Folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "TestData", "process-compose");

    private string _temp = "";

    public static IEnumerable<string> Names() => Directory.GetDirectories(Folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);

    [SetUp]
    public void SetUp() => _temp = Directory.CreateTempSubdirectory("portorch-files-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(_temp, recursive: true);

    [TestCaseSource(nameof(Names))]
    public async Task Plan_File_IsAsExpected(string name, CancellationToken cancellationToken)
    {
        var project = Path.Combine(_temp, "project");
        Copy(Path.Combine(Folder, name), project);
        var options = new OrchestratorOptions { WorkingDirectory = project, Environment = Environment(project), Paths = new StatePaths(Path.Combine(_temp, "state")) };
        var orchestrator = await ProjectOrchestrator.OpenAsync(options, cancellationToken);
        await using var _ = orchestrator.ConfigureAwait(false);

        var plan = await PlanAsync(orchestrator, cancellationToken);

        var written = string.Join('\n', plan).Replace(project, "~", StringComparison.Ordinal) + "\n";
        Assert.That(written, Is.EqualTo(await File.ReadAllTextAsync(Path.Combine(Folder, name, Expected), cancellationToken)), written);
    }

    private static async Task<IReadOnlyList<string>> PlanAsync(ProjectOrchestrator orchestrator, CancellationToken cancellationToken)
    {
        var result = await orchestrator.LoadAsync(cancellationToken);
        var findings = result.Diagnostics.Select(d => $"{d.Severity.ToString().ToLowerInvariant()} {d.Code} {d.Location}: {d.Message}{(d.Hint is null ? "" : $" ({d.Hint})")}");
        if (!result.IsValid) return [.. findings];
        var plan = await orchestrator.PlanAsync(null, cancellationToken);
        var started = plan.Plan.Steps.Select(s => s.Service.Name).ToHashSet();
        var left = plan.Definition.Services.Where(s => !started.Contains(s.Name)).Select(s => s.Name).ToList();
        string[] rest = left.Count == 0 ? [] : ["not started: " + string.Join(", ", left)];
        return [.. Project(plan.Definition), .. plan.Plan.Steps.SelectMany((s, i) => Step(i + 1, s.Service, s.Dependencies, plan.Definition)), .. rest, .. findings];
    }

    private static IEnumerable<string> Project(ProjectDefinition project)
    {
        if (project.Name is { } name) yield return $"project {name}";
        if (project.Shell.Count > 0 && !project.Shell.SequenceEqual(["bash", "-c"])) yield return "shell " + string.Join(' ', project.Shell);
        if (project.Environment.Count > 0) yield return "env " + Variables(project.Environment);
    }

    private static IEnumerable<string> Step(int number, ServiceDefinition service, IReadOnlyList<ServiceDependency> dependencies, ProjectDefinition project)
    {
        var kind = service.Launcher is { } launcher ? $" ({launcher.Engine})" : service.Kind == ServiceKind.Process ? "" : $" ({service.Kind})";
        yield return FormattableString.Invariant($"{number} {service.Name}{(service.Tier == 3 ? "" : $" tier {service.Tier}")}{kind}{(service.Required ? "" : " optional")}: {Command(service.StartCommand)}");
        var environment = service.Environment.Where(v => v.Key is not ("PC_PROC_NAME" or "PC_REPLICA_NUM")).ToDictionary(v => v.Key, v => v.Value);
        string?[] details =
        [
            service.Description is { } text ? "about " + text : null,
            service.WorkingDirectory == project.Root ? null : "in " + service.WorkingDirectory,
            environment.Count == 0 ? null : "env " + Variables(environment),
            service.DefaultEnvironment.Count == 0 ? null : "default env " + Variables(service.DefaultEnvironment),
            dependencies.Count == 0 ? null : "after " + string.Join(", ", dependencies.Select(d => $"{d.Service} {d.Condition.ToString().ToLowerInvariant()}")),
            service.Ports.Count == 0 ? null : "ports " + string.Join(", ", service.Ports.Select(p => FormattableString.Invariant($"{p.Name} {p.Port} {p.Mode}{(p.EnvironmentVariable is { } v ? " as " + v : "")}").ToLowerInvariant())),
            Probe("ready", service.Readiness),
            Probe("alive", service.Liveness),
            service.Restart.Policy == RestartPolicy.No ? null : FormattableString.Invariant($"restart {service.Restart.Policy} after {service.Restart.Backoff.TotalSeconds} to {service.Restart.MaxBackoff.TotalSeconds} s, {(service.Restart.MaxRestarts is { } most ? $"{most} times" : "always")}"),
            service.EndsProject == ProjectExit.Never ? null : $"ends the project {service.EndsProject}",
            service.SuccessExitCodes is [0] ? null : "success " + string.Join(' ', service.SuccessExitCodes),
            Stop(service),
            service.Namespaces is ["default"] ? null : "namespaces " + string.Join(", ", service.Namespaces),
            service.Log.File is { } log ? "log " + log.Path : null,
            service.Schedule is { } s ? FormattableString.Invariant($"schedule {s.Cron}{s.Interval?.TotalSeconds} {s.TimeZone} {(s.RunOnStart ? "at once, " : "")}{s.MaxConcurrent}") : null,
            service.Tty ? "tty" : null,
        ];
        foreach (var detail in details.OfType<string>()) yield return "    " + detail;
    }

    private static string? Probe(string word, ProbeDefinition? probe)
    {
        if (probe is null) return null;
        var details = probe.Check switch
        {
            HttpCheck http => $"{http.Url} {http.ExpectedStatus} {Variables(http.Headers)}".TrimEnd(),
            ExecCheck { WorkingDirectory: { } folder } exec => $"{Command(exec.Command)} in {folder}",
            ExecCheck exec => Command(exec.Command),
            LogCheck line => "line " + line.Pattern,
            var other => other.ToString()!,
        };
        return FormattableString.Invariant(
            $"{word} {details}: {probe.InitialDelay.TotalSeconds} {probe.Period.TotalSeconds} {probe.Timeout.TotalSeconds} s, {probe.SuccessThreshold} {probe.FailureThreshold}");
    }

    private static string? Stop(ServiceDefinition service)
    {
        var (stop, standard) = (service.Shutdown, new ShutdownDefinition());
        var keys = stop.SendKeys is { } text ? string.Concat(text.Select(c => c < ' ' ? FormattableString.Invariant($"<{(int)c}>") : $"{c}")) : null;
        var said = $"{(stop.Command is { } command ? Command(command) : stop.Signal)} {(keys is null ? "" : $"keys {keys} ")}{stop.Timeout.TotalSeconds} s{(stop.ParentOnly ? ", leader only" : "")}";
        return stop == standard ? null : "stop " + said;
    }

    private static string Command(CommandLine? command) => command?.Text?.ReplaceLineEndings("\\n") ?? "[" + string.Join(", ", command?.Arguments ?? []) + "]";

    private static string Variables(IReadOnlyDictionary<string, string> variables) =>
        string.Join(' ', variables.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => v.Value.Contains(' ', StringComparison.Ordinal) ? $"{v.Key}='{v.Value}'" : $"{v.Key}={v.Value}"));

    private static Dictionary<string, string> Environment(string project)
    {
        var environment = new Dictionary<string, string> { ["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "" };
        var own = Path.Combine(project, "caller.env");
        foreach (var line in File.Exists(own) ? File.ReadAllLines(own) : []) environment[line[..line.IndexOf('=')]] = line[(line.IndexOf('=') + 1)..];
        return environment;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
