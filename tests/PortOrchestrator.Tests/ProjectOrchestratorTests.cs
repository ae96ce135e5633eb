using System.Collections.Concurrent;
using PortOrchestrator.ServiceGraph;

namespace PortOrchestrator.Tests;

/// <summary>The front door against a real supervisor with real services.</summary>
[Platform("Linux")]
[CancelAfter(120_000)]
[NonParallelizable]
internal sealed class ProjectOrchestratorTests
{
    private static readonly string Service = Path.Combine(AppContext.BaseDirectory, "testservice");

    private string _folder = "";
    private ProjectOrchestrator _orchestrator = null!;

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("portorch-sdk-").FullName;

    [TearDown]
    public async Task EndAsync()
    {
        if (_orchestrator is not null)
        {
            await _orchestrator.DownAsync(new DownOptions { Timeout = TimeSpan.FromSeconds(5) });
            await _orchestrator.DisposeAsync();
        }

        for (var attempt = 0; ; attempt++)
        {
            try
            {
                Directory.Delete(_folder, recursive: true);
                break;
            }
            catch (IOException) when (attempt < 200)
            {
                // A supervisor that is ending may still renew the registry's backup.
                Thread.Sleep(25);
            }
        }
    }

    [Test]
    public async Task UpAsync_WebAndTask_AreReadyAndTheSecondUpFindsThemRunning()
    {
        await OpenAsync(
            $$"""{ "name": "web", "start_command": "{{Service}} --http --listen", "health_check": "http://localhost:$PORT/", "ports": { "default": { "mode": "auto" } }, "dependencies": ["seed"] }""",
            $$"""{ "name": "seed", "kind": "task", "start_command": "{{Service}} --print seeded --exit-after 50" }""");
        var told = new ConcurrentQueue<ServiceSnapshot>();

        var first = await _orchestrator.UpAsync(progress: new Listener(told));
        var second = await _orchestrator.UpAsync();

        Assert.That(first.Outcome, Is.EqualTo(UpOutcome.Ready), string.Join("; ", first.Failures.Select(f => $"{f.Service}: {f.Reason}")));
        Assert.That(first.Started, Is.EquivalentTo(new[] { "web", "seed" }));
        Assert.That(second.Outcome, Is.EqualTo(UpOutcome.AlreadyRunning));
        Assert.That(second.Started, Is.Empty);
        Assert.That(told.Last(s => s.Name == "web").State, Is.EqualTo(ServiceState.Running));
        Assert.That(told.Where(s => s.Name == "web").Select(s => s.Version), Is.Ordered.And.Unique);
        var environment = await _orchestrator.GetEnvironmentAsync("web");
        Assert.That(environment.Environment["PORT"], Is.EqualTo(first.Snapshot.Services.Single(s => s.Name == "web").Ports[0].Port.ToString()));
    }

    [Test]
    public async Task DownAsync_AfterUp_StopsAllAndASecondDownHasNothingToDo()
    {
        await OpenAsync(Forever("web"), Forever("api"));
        await _orchestrator.UpAsync();

        var down = await _orchestrator.DownAsync();
        var again = await _orchestrator.DownAsync();

        Assert.That(down.Stopped, Is.EquivalentTo(new[] { "web", "api" }));
        Assert.That(again.Stopped, Is.Empty);
        Assert.That((await _orchestrator.GetSnapshotAsync()).Services.Select(s => s.State), Is.All.EqualTo(ServiceState.Stopped));
    }

    [Test]
    public async Task UpAsync_RightAfterDown_GetsANewSupervisor()
    {
        await OpenAsync(Forever("web"));
        for (var i = 0; i < 3; i++)
        {
            Assert.That((await _orchestrator.UpAsync()).Outcome, Is.EqualTo(UpOutcome.Ready));
            Assert.That((await _orchestrator.DownAsync()).Stopped, Is.EqualTo(["web"]));
        }
    }

    [Test]
    public async Task UpAsync_ServiceThatNeverAnswers_TimesOutAndGoesOn()
    {
        await OpenAsync($$"""{ "name": "web", "start_command": "{{Service}}", "health_check": "exec:false" }""");

        var up = await _orchestrator.UpAsync(new UpOptions { Timeout = TimeSpan.FromSeconds(1) });

        Assert.That(up.Outcome, Is.EqualTo(UpOutcome.TimedOut));
        Assert.That((await _orchestrator.GetSnapshotAsync()).Services.Single().State, Is.EqualTo(ServiceState.Starting));
        var wait = await _orchestrator.WaitAsync(["web"], timeout: TimeSpan.FromMilliseconds(200));
        Assert.That((wait.Succeeded, wait.TimedOut), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task UpAsync_Cancelled_ThrowsAndLeavesTheServicesToTheSupervisor()
    {
        await OpenAsync($$"""{ "name": "web", "start_command": "{{Service}}", "health_check": "exec:false" }""");
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        Assert.That(async () => await _orchestrator.UpAsync(cancellationToken: cancel.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task UpAsync_ServiceThatDies_FailsWithCodeAndLastLines()
    {
        await OpenAsync($$"""{ "name": "web", "start_command": "{{Service}} --print doomed --exit-after 20 --exit-code 7" , "health_check": "exec:false" }""");

        var up = await _orchestrator.UpAsync();

        Assert.That(up.Outcome, Is.EqualTo(UpOutcome.ServiceFailed));
        Assert.That(up.Failures.Single(), Has.Property("ExitCode").EqualTo(7).And.Property("LastLines").EqualTo(new[] { "doomed" }));
    }

    [Test]
    public async Task UpAsync_RestartOfOne_LeavesTheOtherAlone()
    {
        await OpenAsync(Forever("web"), Forever("api"));
        var before = (await _orchestrator.UpAsync()).Snapshot;

        var after = (await _orchestrator.UpAsync(new UpOptions { Restart = true, Selection = new StartSelection { Services = ["web"] } })).Snapshot;

        Assert.That(Pid(after, "api"), Is.EqualTo(Pid(before, "api")));
        Assert.That(Pid(after, "web"), Is.Not.EqualTo(Pid(before, "web")).And.Not.Null);
    }

    [Test]
    public async Task UpAsync_NamedTask_RunsAgain()
    {
        await OpenAsync(Forever("web"), $$"""{ "name": "seed", "kind": "task", "start_command": "{{Service}} --exit-after 1" }""");
        await _orchestrator.UpAsync();

        Assert.That((await _orchestrator.UpAsync()).Started, Is.Empty);
        var named = await _orchestrator.UpAsync(new UpOptions { Selection = new StartSelection { Services = ["seed"] } });

        Assert.That(named.Started, Is.EqualTo(["seed"]));
        Assert.That(named.Outcome, Is.EqualTo(UpOutcome.Ready));
    }

    [Test]
    public async Task WatchAndWaitAsync_SomebodyElseStops_AreTold()
    {
        await OpenAsync(Forever("web"));
        await _orchestrator.UpAsync();
        await using var other = await ProjectOrchestrator.OpenAsync(Options);
        var watched = Task.Run(async () =>
        {
            var states = new List<ServiceState>();
            await foreach (var change in other.WatchAsync()) states.Add(change.State);
            return states;
        });
        var wait = other.WaitAsync(["web"], WaitCondition.Stopped);
        Assert.That((await other.WaitAsync(["web"])).Succeeded);

        await _orchestrator.DownAsync();

        Assert.That((await wait).Succeeded);
        Assert.That((await watched)[^1], Is.EqualTo(ServiceState.Stopped));
    }

    [Test]
    public async Task UpAsync_RenamedServiceWithAnExactPort_DoesNotStandInItsOwnWay()
    {
        var port = FreePort();
        await OpenAsync(Exact("web", port));
        Assert.That((await _orchestrator.UpAsync()).Outcome, Is.EqualTo(UpOutcome.Ready));
        await _orchestrator.DownAsync();
        await _orchestrator.DisposeAsync();

        await OpenAsync(Exact("site", port));
        var up = await _orchestrator.UpAsync();

        Assert.That(up.Outcome, Is.EqualTo(UpOutcome.Ready), string.Join("; ", up.Conflicts.Select(c => c.Message)));
    }

    private static string Exact(string name, int port) =>
        $$"""{ "name": "{{name}}", "start_command": "{{Service}} --listen {{port}}", "ports": { "default": { "port": {{port}}, "mode": "exact" } }, "health_check": "tcp://localhost:{{port}}" }""";

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        socket.Start();
        return ((System.Net.IPEndPoint)socket.LocalEndpoint).Port;
    }

    private static string Forever(string name) => $$"""{ "name": "{{name}}", "start_command": "{{Service}}" }""";

    private static int? Pid(ProjectSnapshot snapshot, string name) => snapshot.Services.Single(s => s.Name == name).Pid;

    private OrchestratorOptions Options => new()
    {
        WorkingDirectory = _folder,
        Paths = new StatePaths(Path.Combine(_folder, "state")),
        ProgramPath = Path.Combine(AppContext.BaseDirectory, "portorch"),
    };

    private async Task OpenAsync(params string[] services)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, ".project-services.json"), $$"""{ "project_name": "sdk", "services": [ {{string.Join(',', services)}} ] }""");
        _orchestrator = await ProjectOrchestrator.OpenAsync(Options);
    }

    private sealed class Listener(ConcurrentQueue<ServiceSnapshot> told) : IProgress<ServiceSnapshot>
    {
        public void Report(ServiceSnapshot value) => told.Enqueue(value);
    }
}
