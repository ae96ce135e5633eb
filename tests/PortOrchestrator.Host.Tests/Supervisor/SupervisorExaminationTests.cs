using Microsoft.Data.Sqlite;
using PortOrchestrator.Host.Supervisor;
using PortOrchestrator.Supervision.Handover;
using PortOrchestrator.Supervision.Journal;

namespace PortOrchestrator.Host.Tests.Supervisor;

public sealed class SupervisorExaminationTests
{
    private static readonly ProjectIdentity Project = new() { ProjectId = "p1", Name = "shop", Root = "/shop", Checkout = ProjectIdentity.MainCheckout };
    private StatePaths _paths = null!;

    [SetUp]
    public void Create() => _paths = new StatePaths(Directory.CreateTempSubdirectory("portorch-examine-").FullName);

    [TearDown]
    public void Delete() => Directory.Delete(_paths.Home, recursive: true);

    [Test]
    public async Task RunAsync_JournalOfThisVersion_CanGoOn()
    {
        SqliteJournal.Open(_paths.StateFile(Project)).Dispose();

        Assert.That(await SupervisorExamination.RunAsync(_paths, Project), Is.Zero);
    }

    [Test]
    public void RunAsync_JournalOfALaterVersion_Refuses()
    {
        SqliteJournal.Open(_paths.StateFile(Project)).Dispose();
        using (var connection = new SqliteConnection($"Data Source={_paths.StateFile(Project)};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version=99";
            command.ExecuteNonQuery();
        }

        Assert.That(
            async () => await SupervisorExamination.RunAsync(_paths, Project),
            Throws.InstanceOf<PortOrchestratorException>().With.Property("Code").EqualTo(ErrorCode.SchemaTooNew));
    }

    [Test]
    public void HandoverFile_Written_IsReadOnceAndForTheUserAlone()
    {
        var path = Path.Combine(_paths.Home, "state.handover");
        var state = new HandoverState
        {
            Lock = 5,
            Socket = 6,
            Terminals = [new HandedTerminal { Service = "web", InstanceId = "id", Descriptor = 7, Path = "/dev/pts/3", Columns = 80, Rows = 24, Screens = [27, 255, 0], HasReturn = true }],
            Problem = "why",
        };

        HandoverFile.Write(path, state);
        if (!OperatingSystem.IsWindows()) Assert.That(File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        var read = HandoverFile.Take(path);

        Assert.That((read.Lock, read.Socket, read.Problem), Is.EqualTo((5, 6, "why")));
        Assert.That(read.Terminals.Single().Screens, Is.EqualTo(new byte[] { 27, 255, 0 }));
        Assert.That(read.Terminals.Single().HasReturn);
        Assert.That(File.Exists(path), Is.False);
        Assert.That(() => HandoverFile.Take(path), Throws.InstanceOf<PortOrchestratorException>().With.Message.Contains("portorch up"));
    }
}
