using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PortOrchestrator.Host.Tests.EndToEnd;

/// <summary>
/// Runs the built program as its users do, with a state folder and a project folder of the test's own. Everything that a test
/// starts carries a mark in its environment, so that what is left behind is found, and ended.
/// </summary>
[Platform("Linux")]
[Category("EndToEnd")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public abstract class EndToEndFixture
{
    private const string Mark = "PORT_TEST_MARK";
    private readonly string _mark = Guid.NewGuid().ToString("N");
    private readonly List<ProgramRun> _runs = [];
    private string _base = "";

    protected string Folder { get; private set; } = "";

    protected string StateFolder { get; private set; } = "";

    protected Dictionary<string, string> Variables { get; } = [];

    protected static string TestService { get; } = Path.Combine(AppContext.BaseDirectory, "testservice");

    protected static string Program { get; } = FindProgram();

    /// <summary>Whether a missing program is a failure: on the machine that decides, nothing may be left out.</summary>
    protected static bool MustRun => Environment.GetEnvironmentVariable("CI") == "true";

    [SetUp]
    public void CreateFolders()
    {
        _base = Directory.CreateTempSubdirectory("portorch-e2e-").FullName;
        Folder = Directory.CreateDirectory(Path.Combine(_base, "project")).FullName;
        StateFolder = Path.Combine(_base, "state");
        Variables["PORTORCHESTRATOR_HOME"] = StateFolder;
        Variables["XDG_CONFIG_HOME"] = Path.Combine(_base, "config");
        Variables[Mark] = _mark;
    }

    [TearDown]
    public async Task EndEverything()
    {
        if (Directory.Exists(StateFolder) && Left().Count > 0) await Start(Program, ["down", "--all", "--timeout", "3"]).EndAsync();
        foreach (var run in _runs) run.Dispose();
        for (var tries = 0; tries < 50 && Left().Concat(Supervisors()).ToList() is { Count: > 0 } left; tries++)
        {
            Processes.Signal("KILL", left);
            await Task.Delay(20);
        }

        for (var attempt = 0; ; attempt++)
        {
            try
            {
                Directory.Delete(_base, recursive: true);
                break;
            }
            catch (IOException) when (attempt < 200)
            {
                // A supervisor that is ending may still renew the registry's backup.
                Thread.Sleep(25);
            }
        }
    }

    protected ProgramRun Start(string program, IEnumerable<string> arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder ?? Folder };
        foreach (var (name, value) in Variables) start.Environment[name] = value;
        start.Environment["NO_COLOR"] = "1";
        var run = new ProgramRun(start);
        _runs.Add(run);
        return run;
    }

    /// <summary>The seconds that a call of the program may take.</summary>
    protected virtual int RunSeconds => 30;

    protected Task<CliRun> RunAsync(params string[] arguments) => RunInAsync(Folder, arguments);

    protected Task<CliRun> RunInAsync(string folder, params string[] arguments) => Start(Program, arguments, folder).EndAsync(RunSeconds);

    /// <summary>Runs the program and fails with everything it said unless it ends with the expected code.</summary>
    protected Task<CliRun> ExpectAsync(int exitCode, params string[] arguments) => ExpectInAsync(Folder, exitCode, arguments);

    /// <inheritdoc cref="ExpectAsync"/>
    protected async Task<CliRun> ExpectInAsync(string folder, int exitCode, params string[] arguments)
    {
        var run = await RunInAsync(folder, arguments);
        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.ToString());
        return run;
    }

    protected void WriteServices(params object[] services) => WriteProject(new { services });

    protected void WriteProject(object project) => WriteFile(".project-services.json", JsonSerializer.Serialize(project));

    /// <summary>Writes the file of one of several projects, and returns its folder.</summary>
    protected string WriteProjectIn(string name, params object[] services)
    {
        WriteFile(Path.Combine(name, ".project-services.json"), JsonSerializer.Serialize(new { project_name = name, services }));
        return Path.Combine(Folder, name);
    }

    protected void WriteFile(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    protected async Task<JsonNode> PsAsync() => (await ExpectAsync(0, "ps", "--json")).Json;

    protected async Task<JsonNode> ServiceAsync(string name) => Service(await PsAsync(), name);

    protected static JsonNode Service(JsonNode project, string name) =>
        project["services"]!.AsArray().Single(s => (string?)s!["name"] == name)!;

    protected static string State(JsonNode project, string name) => (string)Service(project, name)["state"]!;

    protected static int Pid(JsonNode project, string name) => (int)Service(project, name)["pid"]!;

    protected static int Port(JsonNode project, string name) => (int)Service(project, name)["ports"]![0]!["port"]!;

    protected static int SupervisorPid(JsonNode project) => (int)project["supervisor"]!["pid"]!;

    /// <summary>What this test started and what still runs; the program itself and its supervisors too.</summary>
    protected IReadOnlyList<int> Left() => Processes.WithVariable(Mark, _mark);

    /// <summary>Supervisors may take a moment to end after their last service.</summary>
    protected async Task NothingIsLeftAsync()
    {
        await Until(() => Left().Count == 0, () => "still running:\n" + Processes.Describe(Left()), seconds: 8);
    }

    protected static async Task Until(Func<bool> condition, Func<string>? otherwise = null, int seconds = 15)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(start).TotalSeconds > seconds) Assert.Fail(otherwise?.Invoke() ?? "the condition did not come true");
            await Task.Delay(10);
        }
    }

    /// <summary>Waits until what <c>ps --json</c> tells is as it should be.</summary>
    protected async Task<JsonNode> UntilPsAsync(Func<JsonNode, bool> condition, int seconds = 20)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var project = await PsAsync();
            if (condition(project)) return project;
            if (TimeProvider.System.GetElapsedTime(start).TotalSeconds > seconds)
                Assert.Fail($"the condition did not come true: {project}\n{(await RunAsync("logs", "--supervisor")).Out}");
            await Task.Delay(50);
        }
    }

    protected static int FreePort()
    {
        // Below what the system gives to outgoing connections, and outside of the pool that services get ports from.
        while (true)
        {
            var port = Random.Shared.Next(10000, 20000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }

    protected static async Task<string> GetAsync(int port, string path)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}{path}"));
    }

    /// <summary>The project through the library, which spares a test of many steps the start of a program for each.</summary>
    protected Task<ProjectOrchestrator> OpenAsync(string? program = null) => ProjectOrchestrator.OpenAsync(Options(Folder, program));

    /// <summary>What the library is told to be as the program in a folder.</summary>
    protected OrchestratorOptions Options(string folder, string? program = null)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? "");
        foreach (var (name, value) in Variables) environment[name] = value;
        return new OrchestratorOptions
        {
            WorkingDirectory = folder,
            Paths = new StatePaths(StateFolder),
            ProgramPath = program ?? Program,
            Environment = environment,
        };
    }

    /// <summary>Supervisors of this test's state folder, whoever started them.</summary>
    protected IReadOnlyList<int> Supervisors() =>
        [.. Processes.WithCommandLine("supervise run", StateFolder), .. Processes.WithCommandLine("supervise resume", StateFolder)];

    /// <summary>Skips, or fails where nothing may be skipped, when a program is not installed.</summary>
    protected static string Require(params string[] candidates)
    {
        var folders = new[] { "" }.Concat(Environment.GetEnvironmentVariable("PATH")!.Split(':')).Append("/usr/sbin");
        var found = candidates.SelectMany(c => folders.Select(f => Path.Combine(f, c))).FirstOrDefault(File.Exists);
        if (found is not null) return Path.GetFullPath(found);
        LeaveOut($"{candidates[0]} is not installed.");
        return "";
    }

    /// <summary>Skips, or fails where nothing may be skipped.</summary>
    protected static void LeaveOut(string reason)
    {
        if (MustRun) Assert.Fail(reason);
        Assert.Ignore(reason);
    }

    private static string FindProgram()
    {
        if (Environment.GetEnvironmentVariable("PORTORCH_TEST_PROGRAM") is { Length: > 0 } given) return given;
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var root = output;
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "PortOrchestrator.sln"))) root = root.Parent;
        return Path.Combine(root!.FullName, "src", "PortOrchestrator.Host", "bin", output.Parent!.Name, output.Name, "portorch");
    }
}
