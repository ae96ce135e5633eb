using PortOrchestrator.Configuration;

namespace PortOrchestrator.ConfigParsers.Tests.ProcessCompose;

/// <summary>Files as their users write them, some beyond what process-compose itself takes.</summary>
internal sealed class UserFileTests : ProcessComposeFixture
{
    private Task<ConfigurationResult> LoadAsync(string name, bool runCommands = false) =>
        ReadAsync([Data(Path.Combine("user-files", name, FileName))], runCommands);

    [TestCase("pc-autogen", 3)]
    [TestCase("pc-foreground", 1)]
    [TestCase("pc-namespaces", 2)]
    [TestCase("pc-quickstart", 2)]
    [TestCase("pc-replicas", 5)]
    [TestCase("pc-shell", 1)]
    [TestCase("pc-six-examples", 9)]
    [TestCase("pc-topolop", 2)]
    public async Task ReadAsync_File_HasNoErrors(string name, int services)
    {
        var result = await LoadAsync(name);

        Assert.That(Errors(result), Is.Empty);
        Assert.That(result.Definition!.Services, Has.Count.EqualTo(services));
    }

    [Test]
    public async Task ReadAsync_Autogen_RecognisesTheLaunchers()
    {
        var project = (await LoadAsync("pc-autogen")).Definition!;

        var (zookeeper, kafka, ui) = (project.Services[0], project.Services[1], project.Services[2]);
        Assert.That(zookeeper.Launcher is { Engine: "docker compose", Target: "zookeeper" }, Is.True);
        Assert.That(zookeeper.Readiness is { InitialDelay.TotalSeconds: 5, Period.TotalSeconds: 5, Timeout.TotalSeconds: 30, FailureThreshold: 6 }, Is.True);
        Assert.That(((ExecCheck)zookeeper.Readiness!.Check).Command.Text, Does.Contain("--format='{{.State.Health.Status}}'"));
        Assert.That(zookeeper.Restart is { Policy: RestartPolicy.OnFailure, MaxRestarts: 3 }, Is.True);
        Assert.That(zookeeper.Ports.Single() is { Port: 2181, Mode: PortMode.Exact }, Is.True);
        Assert.That(kafka.Dependencies.Single() is { Service: "zookeeper", Condition: DependencyCondition.Ready }, Is.True);
        Assert.That((ui.Required, ui.Readiness!.Check.ToString()), Is.EqualTo((false, "http://127.0.0.1:8080/")));
        Assert.That(project.Services.Select(s => s.Log.File?.Path), Is.All.EqualTo("/home/user/.claude/logs/autogen-services.log"));
    }

    [Test]
    public async Task ReadAsync_Foreground_IsRunOnDemandOnly()
    {
        var service = (await LoadAsync("pc-foreground")).Definition!.Services[0];

        Assert.That((service.Foreground, service.Disabled, service.StartCommand!.Text), Is.EqualTo((true, true, "bash")));
    }

    [Test]
    public async Task ReadAsync_Namespaces_AreLabels() => Assert.That(
        (await LoadAsync("pc-namespaces")).Definition!.Services.Select(s => s.Namespaces.Single()), Is.EqualTo(new[] { "frontend", "backend" }));

    [Test]
    public async Task ReadAsync_Quickstart_HasThePortsThatAreWritten()
    {
        var project = (await LoadAsync("pc-quickstart")).Definition!;

        Assert.That(project.Services.Select(s => (s.Ports.Single().Port, s.Ports.Single().Mode)), Is.EqualTo(new[] { ((int?)6379, PortMode.Exact), (3000, PortMode.Exact) }));
        Assert.That(project.Services[1].Readiness!.Period, Is.EqualTo(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public async Task ReadAsync_Replicas_HaveTheirOwnPorts() => Assert.That(
        (await LoadAsync("pc-replicas")).Definition!.Services.Select(s => (s.StartCommand!.Text, s.Environment["PORT"], s.Ports.Single().Port)),
        Is.EqualTo(Enumerable.Range(0, 5).Select(i => ($"python app.py --port 300{i}", $"300{i}", (int?)(3000 + i)))));

    [Test]
    [Platform("Unix")]
    public async Task ReadAsync_MissingShell_IsAWarning()
    {
        Caller["PATH"] = Temp.Path;

        var result = await LoadAsync("pc-shell");

        Assert.That(result.Definition!.Shell, Is.EqualTo(new[] { "zsh", "-c" }));
        Assert.That(result.Diagnostics.Single(d => d.Code == DiagnosticCodes.ShellMissing).Location!.Line, Is.EqualTo(2));
    }

    [Test]
    public async Task ReadAsync_SixExamples_HasEveryValue()
    {
        var project = (await LoadAsync("pc-six-examples")).Definition!;
        var byName = project.Services.ToDictionary(s => s.Name);

        Assert.That(byName.Keys, Is.EqualTo(new[] { "redis", "postgres", "web", "worker-0", "worker-1", "worker-2", "zookeeper", "kafka", "kafka-ui" }));
        Assert.That(project.Environment["DATABASE_URL"], Is.EqualTo("postgres://localhost:5432"));
        Assert.That(byName["redis"].Restart.Policy, Is.EqualTo(RestartPolicy.Always));
        Assert.That(byName["postgres"].Liveness is { InitialDelay.TotalSeconds: 15, Period.TotalSeconds: 30, Timeout.TotalSeconds: 1 }, Is.True);
        Assert.That(byName["web"].Dependencies.Select(d => (d.Service, d.Condition)), Is.EqualTo(new[] { ("postgres", DependencyCondition.Ready), ("redis", DependencyCondition.Started) }));
        Assert.That(byName["worker-2"].Readiness!.Check.ToString(), Is.EqualTo("http://127.0.0.1:4042/"));
        Assert.That(byName["worker-2"].Environment["WORKER_ID"], Is.EqualTo("2"));
        Assert.That(byName["kafka-ui"].Required, Is.False);
    }

    [Test]
    [Platform("Unix")]
    [CancelAfter(60_000)]
    public async Task ReadAsync_SixExamples_RunsItsCommands()
    {
        var project = (await LoadAsync("pc-six-examples", runCommands: true)).Definition!;

        Assert.That(project.Environment["TIMESTAMP"], Does.Match("^[0-9]{10}$"));
    }

    [Test]
    public async Task ReadAsync_TopolopWithoutItsCommands_AcceptsWhatIsNotKnown()
    {
        var result = await LoadAsync("pc-topolop");

        Assert.That(result.HasPendingCommands, Is.True);
        Assert.That(Codes(result), Is.EqualTo(DiagnosticCodes.WorkingDirectoryMissing + " " + DiagnosticCodes.ContainerKept));
        var neo4j = result.Definition!.Services[0];
        Assert.That(neo4j.Launcher is { Engine: "docker run", Target: "imthemap-neo4j" }, Is.True);
        Assert.That(neo4j.StartCommand!.Text, Does.Contain("-p ${NEO4J_HTTP_PORT}:7474"));
        Assert.That(neo4j.Readiness!.Check.ToString(), Is.EqualTo("http://127.0.0.1:{{.NEO4J_HTTP_PORT}}/"));
    }

    [Test]
    [Platform("Unix")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    [CancelAfter(60_000)]
    public async Task ReadAsync_TopolopWithAStandIn_HasThePortsOfItsRegistry()
    {
        var program = Temp.Write("bin/styxy", "#!/bin/sh\ncase $2 in neo4j-http) echo 7574;; neo4j-bolt) echo 7787;; esac\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Caller["PATH"] = Path.GetDirectoryName(program) + ":" + Caller["PATH"];

        var result = await LoadAsync("pc-topolop", runCommands: true);

        var neo4j = result.Definition!.Services[0];
        Assert.That(result.HasPendingCommands, Is.False);
        Assert.That(neo4j.StartCommand!.Text, Does.Contain("-p 7574:7474").And.Contain("-p 7787:7687"));
        Assert.That(neo4j.Readiness!.Check.ToString(), Is.EqualTo("http://127.0.0.1:7574/"));
        Assert.That(neo4j.Environment["NEO4J_BOLT_PORT"], Is.EqualTo("7787"));
        Assert.That(neo4j.Ports.Select(p => p.Port), Is.EqualTo(new int?[] { 7574, 7787 }));
    }
}
