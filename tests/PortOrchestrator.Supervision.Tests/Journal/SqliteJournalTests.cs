using Microsoft.Data.Sqlite;
using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Tests.Journal;

internal sealed class SqliteJournalTests
{
    private string _folder = "";

    private string Database => Path.Combine(_folder, "p", "state.db");

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("portorch-journal-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    private static IEnumerable<ProbeCheck> Checks =>
    [
        new HttpCheck { Url = "http://localhost:1", Headers = new Dictionary<string, string> { ["A"] = "b" } },
        new TcpCheck { Target = "localhost:1" },
        new ExecCheck { Command = CommandLine.Exec("a", "b c") },
        new ExecCheck { Command = CommandLine.Shell("a | b") },
        new LogCheck { Pattern = "up+" },
        new FileCheck { Path = "/tmp/x" },
        new NotifyCheck(),
    ];

    [Test]
    public void SaveScales_Numbers_AreReadAndReplaced()
    {
        Assert.That(SqliteJournal.ReadScales(Database), Is.Empty);
        using (var journal = SqliteJournal.Open(Database))
        {
            journal.SaveScales([new ReplicaScale("web", 1, 3), new ReplicaScale("api", 2, 1)]);
            journal.SaveScales([new ReplicaScale("web", 1, 4)]);
        }

        Assert.That(SqliteJournal.ReadScales(Database), Is.EqualTo(new[] { new ReplicaScale("web", 1, 4) }));
    }

    [Test]
    public void Read_WriterWasKilledInTheMiddle_ReadsWhatWasWritten()
    {
        var killed = Path.Combine(_folder, "killed.db");
        using (var journal = SqliteJournal.Open(Database))
        {
            journal.SaveScales([new ReplicaScale("web", 1, 3)]);
            File.Copy(Database, killed);
            File.Copy(Database + "-wal", killed + "-wal");
            // The index of the log as it is while a writer changes it: its two headers differ.
            File.Copy(Database + "-shm", killed + "-shm");
            using var index = File.OpenWrite(killed + "-shm");
            index.Write(new byte[48]);
        }

        Assert.That(SqliteJournal.ReadScales(killed), Is.EqualTo(new[] { new ReplicaScale("web", 1, 3) }));
        Assert.That(SqliteJournal.Read(killed), Is.Empty);
    }

    [Test]
    public void ReadScales_JournalOfAnEarlierVersion_HasNone()
    {
        SqliteJournal.Open(Database).Dispose();
        using (var connection = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "DROP TABLE scales";
            command.ExecuteNonQuery();
        }

        Assert.That(SqliteJournal.ReadScales(Database), Is.Empty);
    }

    [TestCaseSource(nameof(Checks))]
    public void Load_AnyCheck_IsAsSaved(ProbeCheck check)
    {
        var entry = Entry("web", new ServiceDefinition
        {
            Name = "web",
            WorkingDirectory = "/",
            Readiness = new ProbeDefinition { Check = check, SteadyPeriod = TimeSpan.FromSeconds(30) },
            Liveness = new ProbeDefinition { Check = check, Action = LivenessAction.Report },
        });

        using (var journal = SqliteJournal.Open(Database)) journal.Save([entry]);

        Assert.That(Json(SqliteJournal.Read(Database).Single()), Is.EqualTo(Json(entry)));
        Assert.That(SqliteJournal.Read(Database).Single().Spec.Definition.Readiness!.Check, Is.TypeOf(check.GetType()));
    }

    [Test]
    public void Load_ValuesThatDifferFromDefaultsByBeingFalseOrZeroOrNull_Survive()
    {
        var entry = Entry("web", new ServiceDefinition
        {
            Name = "web",
            WorkingDirectory = "/",
            Tier = 0,
            Required = false,
            MinUptime = null,
            Replicas = 0,
            ReadyTimeout = TimeSpan.Zero,
            SuccessExitCodes = [],
            Shutdown = new ShutdownDefinition { Timeout = TimeSpan.Zero },
            Restart = new RestartDefinition { Policy = RestartPolicy.No, MaxRestarts = 0, ResetAfter = TimeSpan.Zero },
            Readiness = new ProbeDefinition { Check = new TcpCheck { Target = "a:1" }, FailureThreshold = 0, Period = TimeSpan.Zero, Timeout = TimeSpan.Zero },
        });

        using (var journal = SqliteJournal.Open(Database)) journal.Save([entry]);
        var read = SqliteJournal.Read(Database).Single().Spec.Definition;

        Assert.That((read.Required, read.Tier, read.MinUptime, read.Replicas, read.ReadyTimeout), Is.EqualTo((false, 0, (TimeSpan?)null, 0, TimeSpan.Zero)));
        Assert.That(read.SuccessExitCodes, Is.Empty);
        Assert.That((read.Restart.MaxRestarts, read.Restart.Policy, read.Restart.ResetAfter, read.Shutdown.Timeout),
            Is.EqualTo(((int?)0, RestartPolicy.No, TimeSpan.Zero, TimeSpan.Zero)));
        Assert.That((read.Readiness!.FailureThreshold, read.Readiness.Period, read.Readiness.Timeout), Is.EqualTo((0, TimeSpan.Zero, TimeSpan.Zero)));
    }

    [Test]
    public void Load_EverythingElse_IsAsSavedAndInOrder()
    {
        var full = Entry("z", new ServiceDefinition
        {
            Name = "z",
            WorkingDirectory = "/",
            Kind = ServiceKind.Daemon,
            StartCommand = CommandLine.Shell("up"),
            Launcher = new LauncherDefinition { Engine = "docker compose", Target = "z", StopCommand = CommandLine.Exec("stop") },
            Dependencies = [new ServiceDependency { Service = "a", Condition = DependencyCondition.CompletedSuccessfully }],
            Ports = [new PortDefinition { Name = "http", Port = 80, Mode = PortMode.Exact, Inferred = true }],
        }) with
        {
            InstanceId = "mark",
            Process = new ProcessIdentity(4, 5, "boot"),
            LogOffset = 99,
        };
        using (var journal = SqliteJournal.Open(Database))
        {
            journal.Save([full, Entry("a")]);
            journal.Save([full with { Wanted = false }]);
            journal.Save([Entry("b")]);
            journal.Remove(["a"]);
        }

        var read = SqliteJournal.Read(Database);

        Assert.That(read.Select(e => e.Snapshot.Name), Is.EqualTo(["z", "b"]));
        Assert.That(Json(read[0]), Is.EqualTo(Json(full with { Wanted = false })));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Open_NewDatabaseIsForItsUserAlone()
    {
        using var journal = SqliteJournal.Open(Database);
        journal.Save([Entry("web")]);

        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Database)!))
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite), file);
        Assert.That((int)File.GetUnixFileMode(Path.GetDirectoryName(Database)!), Is.EqualTo(Convert.ToInt32("700", 8)));
    }

    [Test]
    public void Open_NewerSchema_IsRefusedAndLeftAlone()
    {
        using (SqliteJournal.Open(Database))
        {
        }

        Run("PRAGMA user_version=99");
        var before = File.ReadAllBytes(Database);

        Assert.That(() => SqliteJournal.Open(Database), Throws.TypeOf<PortOrchestratorException>().With.Property("Code").EqualTo(ErrorCode.SchemaTooNew)
            .And.Message.Contains(Database));
        Assert.That(() => SqliteJournal.Read(Database), Throws.TypeOf<PortOrchestratorException>().With.Property("Code").EqualTo(ErrorCode.SchemaTooNew));
        Assert.That(File.ReadAllBytes(Database), Is.EqualTo(before));
    }

    [Test]
    public void Read_NoDatabaseIsEmptyAndCreatesNothing()
    {
        Assert.That(SqliteJournal.Read(Database), Is.Empty);
        Assert.That(Directory.GetFileSystemEntries(_folder), Is.Empty);
    }

    [Test]
    public void Read_ClosedJournal_LeavesNothingBeside()
    {
        using (var journal = SqliteJournal.Open(Database)) journal.Save([Entry("web")]);

        Assert.That(SqliteJournal.Read(Database), Has.Count.EqualTo(1));

        Assert.That(Directory.GetFiles(Path.GetDirectoryName(Database)!), Is.EqualTo([Database]));
    }

    [Test]
    public void Read_WhileASupervisorWrites_SeesWhatIsCommitted()
    {
        using var journal = SqliteJournal.Open(Database);
        journal.Save([Entry("web")]);

        Assert.That(SqliteJournal.Read(Database).Select(e => e.Snapshot.Name), Is.EqualTo(["web"]));
    }

    [Test]
    public void Open_FileThatIsNoDatabase_NamesItAndTheCure()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Database)!);
        File.WriteAllText(Database, new string('x', 5000));

        foreach (Action use in new Action[] { () => SqliteJournal.Open(Database), () => SqliteJournal.Read(Database) })
        {
            Assert.That(use, Throws.TypeOf<PortOrchestratorException>().With.Property("Code").EqualTo(ErrorCode.StateUnavailable)
                .And.Message.Contains(Database).And.Message.Contains("move it away"));
        }
    }

    [Test]
    public void Load_RowThatIsNoEntry_NamesTheFileAndTheService()
    {
        using (var journal = SqliteJournal.Open(Database)) journal.Save([Entry("web")]);
        Run("UPDATE instances SET entry = '{'");

        Assert.That(() => SqliteJournal.Read(Database), Throws.TypeOf<PortOrchestratorException>().With.Property("Code").EqualTo(ErrorCode.StateUnavailable)
            .And.Message.Contains(Database).And.Message.Contains("'web'"));
    }

    [Test]
    public void Save_ServicesThatShareVariables_KeepsThemOnceAndForgetsThemWithTheLastOne()
    {
        var first = SharedVariables.Of(new Dictionary<string, string> { ["PATH"] = "/bin", ["API_PORT"] = "8000", ["COLUMNS"] = "80" });
        var second = SharedVariables.Of(new Dictionary<string, string> { ["PATH"] = "/usr/bin" });
        using (var journal = SqliteJournal.Open(Database))
        {
            journal.Save([With(Entry("web"), first), With(Entry("api"), first), With(Entry("db"), second)]);
            journal.Save([Entry("web"), Entry("db")]);
        }

        Assert.That(Number("SELECT count(*) FROM shared_variables"), Is.EqualTo(2));
        var api = SqliteJournal.Read(Database).Single(e => e.Spec.Name == "api").Spec.Environment;
        Assert.That(api, Is.EquivalentTo(new Dictionary<string, string> { ["PATH"] = "/bin", ["API_PORT"] = "9000", ["OWN"] = "x" }));
        Assert.That(api, Has.Count.EqualTo(3));
        using (var journal = SqliteJournal.Open(Database)) journal.Load();
        Assert.That(Number("SELECT count(*) FROM shared_variables"), Is.EqualTo(1));

        static JournalEntry With(JournalEntry entry, SharedVariables shared) => entry with
        {
            Spec = entry.Spec with { Environment = new LayeredVariables(shared, new() { ["API_PORT"] = "9000", ["OWN"] = "x" }, ["COLUMNS"]) },
        };
    }

    [Test]
    public void Load_SharedVariablesAreMissing_SaysOfWhatTheJournalIsDamaged()
    {
        var shared = SharedVariables.Of(new Dictionary<string, string> { ["PATH"] = "/bin" });
        var entry = Entry("web");
        using (var journal = SqliteJournal.Open(Database)) journal.Save([entry with { Spec = entry.Spec with { Environment = new LayeredVariables(shared, [], []) } }]);
        Run("DELETE FROM shared_variables");

        Assert.That(() => SqliteJournal.Read(Database), Throws.TypeOf<PortOrchestratorException>().With.Message.Contains("'web'").And.Message.Contains(shared.Id));
    }

    [Test]
    public void Load_JournalOfTheFirstVersion_IsReadAndWrittenOn()
    {
        var entry = Entry("web");
        using (SqliteJournal.Open(Database))
        {
        }

        var spec = System.Text.Json.JsonSerializer.Serialize(entry.Spec, Protocol.SupervisionJson.Default.ServiceSpec);
        var json = System.Text.Json.JsonSerializer.Serialize(entry, Protocol.SupervisionJson.Default.JournalEntry).Replace("\"spec\":null", "\"spec\":" + spec, StringComparison.Ordinal);
        Run("DROP TABLE instances; DROP TABLE shared_variables; PRAGMA user_version=1;"
            + "CREATE TABLE instances (name TEXT PRIMARY KEY, position INTEGER NOT NULL, entry TEXT NOT NULL);"
            + $"INSERT INTO instances VALUES ('web', 1, '{json.Replace("'", "''", StringComparison.Ordinal)}')");

        var before = SqliteJournal.Read(Database).Single();
        using (var journal = SqliteJournal.Open(Database)) journal.Save([.. journal.Load(), Entry("api")]);

        Assert.That(Json(before), Is.EqualTo(Json(entry)));
        Assert.That(SqliteJournal.Read(Database).Select(Json), Is.EqualTo(new[] { Json(entry), Json(Entry("api")) }));
    }

    private static JournalEntry Entry(string name, ServiceDefinition? definition = null) => new()
    {
        Snapshot = new ServiceSnapshot { Name = name, Service = name, State = ServiceState.Running, Ports = [new ServicePort("default", 80, PortProtocol.Tcp)] },
        Spec = new ServiceSpec
        {
            Name = name,
            Definition = definition ?? new ServiceDefinition { Name = name, WorkingDirectory = "/" },
            Shell = ["sh", "-c"],
            Environment = new Dictionary<string, string> { ["PATH"] = "/bin", ["EMPTY"] = "" },
            LogPath = "/x.log",
        },
        Wanted = true,
    };

    // Records compare lists by reference, so what is compared is all that they hold.
    private static string Json(JournalEntry entry) => System.Text.Json.JsonSerializer.Serialize(entry) + System.Text.Json.JsonSerializer.Serialize(entry.Spec);

    private long Number(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
