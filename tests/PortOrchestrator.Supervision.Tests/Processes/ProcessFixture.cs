using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Tests.Processes;

/// <summary>A launcher, an inspector and a folder of its own for each test; what a test leaves alive is killed.</summary>
[Platform("Linux")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public abstract class ProcessFixture
{
    private readonly List<LaunchedProcess> _launched = [];
    private string _instance = "";

    private protected string Folder { get; private set; } = "";

    private protected PosixProcessLauncher Launcher { get; private set; } = null!;

    private protected LinuxProcessInspector Inspector { get; private set; } = null!;

    private protected static string TestService => Path.Combine(AppContext.BaseDirectory, "testservice");

    private protected string Output => Path.Combine(Folder, "out.log");

    private protected string Instance => _instance;

    // As a supervisor does: what a test starts must not depend on the shell that the tests were started from.
    [OneTimeSetUp]
    public void KeepInheritedDescriptors() => DescriptorHygiene.MarkInheritedCloseOnExec();

    [SetUp]
    public void CreateLauncher()
    {
        Folder = Directory.CreateTempSubdirectory("portorch-proc-").FullName;
        Launcher = new PosixProcessLauncher();
        Inspector = new LinuxProcessInspector();
        _instance = Guid.NewGuid().ToString("N");
    }

    [TearDown]
    public void KillWhatIsLeft()
    {
        foreach (var root in _launched)
        {
            foreach (var process in Inspector.FindTree(root.Identity, _instance)) Inspector.Signal(process, 9);
        }

        Task.WaitAll([.. _launched.Select(l => l.Exited)], TimeSpan.FromSeconds(10));
        _launched.Clear();
        Launcher.Dispose();
        Inspector.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private protected LaunchRequest Request(params string[] arguments) => new()
    {
        Arguments = arguments,
        WorkingDirectory = Folder,
        OutputPath = Output,
        Environment = new Dictionary<string, string>
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH")!,
            ["DOTNET_ROOT"] = Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? "/usr/share/dotnet",
            ["PORTORCH_INSTANCE"] = _instance,
        },
    };

    private protected LaunchedProcess Launch(params string[] arguments) => Launch(Request(arguments));

    private protected LaunchedProcess Launch(LaunchRequest request)
    {
        var process = Launcher.Launch(request);
        _launched.Add(process);
        return process;
    }

    /// <summary>How many descriptors this process has open, but for those of assemblies, which the runtime loads when it likes.</summary>
    private protected static int Descriptors() =>
        Directory.GetFileSystemEntries("/proc/self/fd").Count(d => new FileInfo(d).LinkTarget?.EndsWith(".dll", StringComparison.Ordinal) != true);

    private protected string ReadOutput() => File.Exists(Output) ? File.ReadAllText(Output) : "";

    /// <summary>Waits until the output holds so many "child PID" lines and returns the ids.</summary>
    private protected async Task<int[]> ChildrenAsync(int count)
    {
        int[] ids = [];
        await Until(() => (ids = [.. ReadOutput().Split('\n').SkipLast(1).Where(l => l.StartsWith("child ", StringComparison.Ordinal)).Select(l => int.Parse(l[6..]))]).Length >= count);
        return ids;
    }

    private protected static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition()) await Task.Delay(10, limit.Token);
    }
}
