using Microsoft.Data.Sqlite;
using PortOrchestrator.Loading;
using PortOrchestrator.Sessions;

namespace PortOrchestrator.Tests.Sessions;

[CancelAfter(60_000)]
internal sealed class SessionStartTests
{
    private string _folder = "";

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("portorch-session-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task RunAsync_RegistryIsHeldByAnother_TellsWithoutIt()
    {
        File.WriteAllText(Path.Combine(_folder, ".project-services.json"), """{ "services": [ { "name": "web", "start_command": "run", "port": 8000 } ] }""");
        var options = new OrchestratorOptions
        {
            Paths = new StatePaths(Path.Combine(_folder, "state")),
            WorkingDirectory = _folder,
        };
        var surroundings = Surroundings.Open(options);
        await using var _ = surroundings;
        await surroundings.Registry.AllocateAsync(new PortRequest { Project = new ProjectIdentity { ProjectId = "0123456789ab", Name = "x", Root = _folder }, Service = "x" });
        using var connection = new SqliteConnection($"Data Source={options.Paths.RegistryFile};Pooling=False");
        connection.Open();
        using var transaction = connection.BeginTransaction(deferred: false);

        var result = await new SessionStart(surroundings, new SessionStartOptions { Agent = SessionAgent.Claude, SessionId = "a", Mode = SessionMode.Report, Budget = TimeSpan.Zero })
        {
            Patience = TimeSpan.FromMilliseconds(600),
        }.RunAsync(CancellationToken.None);

        Assert.That(result.Session, Is.Null);
        Assert.That(result.Facts, Does.Contain("registry.db' may be in use"));
        Assert.That(result.Problems, Has.Count.EqualTo(1));
    }
}
