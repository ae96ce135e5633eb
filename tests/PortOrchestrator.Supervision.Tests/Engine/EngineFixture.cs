using Microsoft.Extensions.Time.Testing;
using PortOrchestrator.Sessions;
using PortOrchestrator.Supervision.Engine;
using PortOrchestrator.Supervision.Protocol;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Tests.Engine;

/// <summary>An engine on a made-up system with a clock of its own.</summary>
public abstract class EngineFixture : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly List<SupervisorEngine> _engines = [];
    private readonly List<Task> _runs = [];
    private CancellationTokenSource _stop = null!;
    private string _folder = "";

    private protected FakeSystem World { get; private set; } = null!;

    private protected MemoryJournal Journal { get; private set; } = null!;

    private protected FakeTimeProvider Clock { get; private set; } = null!;

    private protected SupervisorEngine Engine => _engines[^1];

    private protected Task Run => _runs[^1];

    private protected IPortRegistry? Registry { get; set; }

    private protected IServiceUsers? Users { get; set; }

    private protected ISharedServices? Shared { get; set; }

    private protected ISessionStore? Sessions { get; set; }

    private protected TimeSpan Linger { get; set; }

    private protected Action? Resting { get; set; }

    private protected string Folder => _folder;

    private protected FakeFileWatcher Files { get; private set; } = null!;

    [SetUp]
    public void Create()
    {
        _folder = Directory.CreateTempSubdirectory("portorch-engine-").FullName;
        _stop = new CancellationTokenSource();
        World = new FakeSystem();
        Files = new FakeFileWatcher();
        Journal = new MemoryJournal();
        Clock = new FakeTimeProvider();
        (Registry, Sessions, Resting, Users, Shared) = (null, null, null, null, null);
        Linger = TimeSpan.FromDays(1);
    }

    [TearDown]
    public async Task EndAsync()
    {
        await _stop.CancelAsync();
        foreach (var run in _runs) await run.WaitAsync(Patience);
        foreach (var engine in _engines) await engine.DisposeAsync();
        _engines.Clear();
        _runs.Clear();
        World.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop?.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void Begin()
    {
        _engines.Add(new SupervisorEngine(new SupervisorOptions
        {
            Project = Specs.Project,
            Paths = new StatePaths(_folder),
            Launcher = World,
            Inspector = World,
            Stopper = World,
            Journal = Journal,
            Registry = Registry,
            Users = Users,
            Shared = Shared,
            Sessions = Sessions,
            FileWatcher = Files,
            Program = ["portorch"],
            TimeProvider = Clock,
            Linger = Linger,
            Resting = Resting,
        }));
        _runs.Add(Task.Run(() => Engine.RunAsync(_stop.Token)));
    }

    /// <summary>The supervisor is killed; what it started lives on.</summary>
    private protected async Task CrashAsync()
    {
        await _stop.CancelAsync();
        await Run.WaitAsync(Patience);
        _stop = new CancellationTokenSource();
    }

    private protected ProjectSpec ProjectOf(params ServiceDefinition[] services) => new() { Project = Specs.Project, Services = [.. services.Select(s => s.Spec(_folder))] };

    private protected Task<UpReply> UpAsync(params ServiceDefinition[] services) => Engine.UpAsync(new UpCommand
    {
        Project = ProjectOf(services),
        Services = [.. services.Select(s => s.Name)],
    });

    private protected Task<StopReport> StopAsync(params string[] services) => Engine.StopAsync(new StopCommand { Services = services }).WaitAsync(Patience);

    /// <summary>Waits for a state, the clock running on meanwhile.</summary>
    private protected async Task<ServiceSnapshot> UntilAsync(string name, ServiceState state) =>
        (await UntilAsync(s => s.Services.Any(x => x.Name == name && x.State == state), $"{name} is {state}")).Services.Single(s => s.Name == name);

    private protected async Task<ProjectSnapshot> UntilAsync(Func<ProjectSnapshot, bool> condition, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var snapshot = await Engine.GetSnapshotAsync();
            if (condition(snapshot)) return snapshot;
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
                Assert.Fail($"never: {what}; {string.Join(", ", snapshot.Services.Select(s => $"{s} ({s.Reason})"))}");
            Clock.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Delay(1);
        }
    }

    private protected async Task<ServiceSnapshot> StateAsync(string name) => (await Engine.GetSnapshotAsync()).Services.Single(s => s.Name == name);

    private protected async Task EndsAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!Run.IsCompleted && TimeProvider.System.GetElapsedTime(start) < Patience)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1);
        }

        Assert.That(Run.IsCompletedSuccessfully, "the engine ends");
    }
}
