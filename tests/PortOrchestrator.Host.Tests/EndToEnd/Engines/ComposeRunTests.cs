using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PortOrchestrator.Host.Tests.EndToEnd.Engines;

/// <summary>Services of Docker Compose, with a real daemon and Debian's Compose 1.29.</summary>
public sealed class ComposeRunTests : EngineFixture
{
    private DockerMachine _docker = null!;

    [SetUp]
    public async Task StartDocker()
    {
        RequireAdministrator();
        foreach (var program in new[] { "dockerd", "docker", "docker-compose", "unshare", "/bin/busybox" }) Require(program);
        _docker = await RequireAsync(EngineMachines.Docker);
        Variables["DOCKER_HOST"] = _docker.Host;
    }

    [TearDown]
    public async Task RemoveContainers()
    {
        if (_docker is not null) await _docker.RunAsync("sh", "-c", $"docker ps -aq --filter label=com.docker.compose.project={ComposeProject} | xargs -r docker rm -f");
    }

    private string ComposeProject { get; } = "t" + Guid.NewGuid().ToString("N")[..8];

    [Test]
    [CancelAfter(300_000)]
    public async Task Container_WithAHealthCheck_LivesThroughKillsOfEverybodyElse()
    {
        WriteCompose($"""
              web:
                image: {DockerMachine.Image}
                network_mode: host
                command: ["sh", "-c", "touch /alive; {Counting.Replace("$", "$$", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}"]
                healthcheck: {"{ test: [\"CMD-SHELL\", \"test -e /alive\"], interval: 1s, timeout: 5s, retries: 30 }"}
            """);
        WriteServices(new { name = "web", kind = "compose", compose_service = "web", tier = 2 });

        await ExpectAsync(0, "up", "-d");
        var ps = await PsAsync();
        Assert.That((State(ps, "web"), (string?)Service(ps, "web")["health"], (string?)Service(ps, "web")["kind"]), Is.EqualTo(("launched", "healthy", "compose")));
        var container = await ContainersAsync("web");
        Assert.That(container, Has.Length.EqualTo(1));
        await AwaitLinesAsync("web", 3);
        await UpgradeAsync("web");

        await KillSupervisorAsync();
        await AwaitLinesAsync("web", 3);
        Assert.That((await ExpectAsync(0, "up", "-d")).Out, Does.Contain("already running"));
        Assert.That(await ContainersAsync("web"), Is.EqualTo(container), "the same container");
        Assert.That(Copiers(), Has.Count.EqualTo(1), "the one that copied before");

        Processes.Signal("KILL", Copiers());
        await AwaitLinesAsync("web", 3);
        await KillSupervisorAsync();
        Processes.Signal("KILL", Copiers());
        await ExpectAsync(0, "up", "-d");
        await AwaitLinesAsync("web", 3);
        Assert.That((await ExpectAsync(0, "logs", "web", "--tail", "1")).Out, Does.Contain("line "));

        await ExpectAsync(0, "down");
        Assert.That(await ContainersAsync("web"), Is.Empty, "it was ours, so it is removed");
        Assert.That(State(await PsAsync(), "web"), Is.EqualTo("stopped"));
        LogIsWhole("web");
        await NothingIsLeftAsync();
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task PublishedPort_TakenBySomebodyElse_IsPublishedElsewhereWhereTheFileAllowsIt()
    {
        using var squatter = new TcpListener(IPAddress.Any, FreePort());
        squatter.Start();
        var taken = ((IPEndPoint)squatter.LocalEndpoint).Port;
        WriteCompose($"""
              web:
                image: {DockerMachine.Image}
                command: ["httpd", "-f", "-p", "80", "-h", "/bin"]
                ports: ["{"${WEB_PORT:-" + taken.ToString(CultureInfo.InvariantCulture) + "}"}:80"]
              fixed:
                image: {DockerMachine.Image}
                command: ["sleep", "1000"]
                ports: ["{taken}:80"]
            """);
        WriteServices(
            new { name = "web", kind = "compose", compose_service = "web" },
            new { name = "fixed", kind = "compose", compose_service = "fixed", disabled = true });

        var up = await ExpectAsync(0, "up", "-d");
        var ps = await PsAsync();
        var port = Port(ps, "web");
        Assert.That(port, Is.Not.EqualTo(taken), up.ToString());
        using (var client = new TcpClient()) await client.ConnectAsync("127.0.0.1", port);
        var published = await _docker.RunAsync("docker", "inspect", "-f", "{{(index (index .NetworkSettings.Ports \"80/tcp\") 0).HostPort}}", (await ContainersAsync("web"))[0]);
        Assert.That(published.Out.Trim(), Is.EqualTo(port.ToString(CultureInfo.InvariantCulture)));

        var refused = await ExpectAsync(6, "up", "-d", "fixed");
        Assert.That(refused.Error, Does.Contain($"\"${{FIXED_PORT:-{taken}}}:80\"").And.Contain("docker-compose 1.29"), refused.ToString());

        await ExpectAsync(0, "down");
        var networks = await _docker.RunAsync("docker", "network", "ls", "-q", "--filter", "label=com.docker.compose.project=" + ComposeProject);
        Assert.That(networks.Out.Trim(), Is.Empty, "the network that Compose made went with the last container");
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task Containers_ThatFail_AreToldWithWhatToDo()
    {
        WriteCompose($"""
              bad: {"{ image: " + DockerMachine.Image + ", network_mode: host, command: [\"sh\", \"-c\", \"echo dying; exit 3\"] }"}
              job: {"{ image: " + DockerMachine.Image + ", network_mode: host, command: [\"sh\", \"-c\", \"echo done\"] }"}
              nowhere: {"{ image: \"localhost:1/no/such:1\" }"}
            """);
        WriteServices(
            new { name = "bad", kind = "compose", compose_service = "bad" },
            new { name = "job", kind = "compose", compose_service = "job" },
            new { name = "nowhere", kind = "compose", compose_service = "nowhere" });

        var up = await ExpectAsync(4, "up", "-d");
        var ps = await UntilPsAsync(p => State(p, "bad") == "failed" && State(p, "job") == "completed" && State(p, "nowhere") == "failed");

        Assert.That(Reason(ps, "bad"), Does.Contain("exited with code 3"), up.ToString());
        Assert.That((int?)Service(ps, "bad")["exitCode"], Is.EqualTo(3));
        Assert.That(File.ReadAllText(LogOf("bad")), Does.Contain("dying"));
        Assert.That(File.ReadAllText(LogOf("job")), Does.Contain("done"));
        Assert.That(Reason(ps, "nowhere"), Does.StartWith("its image could not be fetched"));
        await ExpectAsync(0, "down");
        Assert.That(await ContainersAsync("bad"), Is.Empty);

        Variables["DOCKER_HOST"] = "unix:///nowhere/docker.sock";
        var away = await ExpectAsync(4, "up", "-d", "bad");
        Assert.That(away.Error, Does.Contain("Docker's daemon does not answer at unix:///nowhere/docker.sock"));
        Assert.That((await RunAsync("doctor")).Out, Does.Contain("Docker's daemon does not answer"));
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task Container_ThatSomebodyElseHasStarted_IsUsedAndLeft()
    {
        WriteCompose($"  web: {{ image: {DockerMachine.Image}, network_mode: host, command: [sleep, \"1000\"], stop_grace_period: 0s }}");
        WriteServices(new { name = "web", kind = "compose", compose_service = "web" });
        var byHand = await _docker.RunAsync("docker-compose", "-f", Path.Combine(Folder, "compose.yaml"), "-p", ComposeProject, "up", "-d", "web");
        Assert.That(byHand.ExitCode, Is.Zero, byHand.ToString());
        var container = await ContainersAsync("web");

        await ExpectAsync(0, "up", "-d");
        var ps = await PsAsync();
        var down = await ExpectAsync(0, "down");

        Assert.That((State(ps, "web"), (string?)Service(ps, "web")["health"]), Is.EqualTo(("external", "healthy")));
        Assert.That(Reason(ps, "web"), Does.Contain($"container {ComposeProject}_web_1"));
        Assert.That(await ContainersAsync("web"), Is.EqualTo(container), down.ToString());
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task Container_SharedByCheckouts_IsOneThatIsRemovedAfterTheLast()
    {
        var (one, two) = (Path.Combine(Folder, "one"), Path.Combine(Folder, "two"));
        foreach (var folder in new[] { "one", "two" })
        {
            WriteFile(folder + "/compose.yaml", $"services:\n  db: {{ image: {DockerMachine.Image}, network_mode: host, command: [sleep, \"1000\"], stop_grace_period: 0s }}\n");
            WriteFile(folder + "/.env", $"COMPOSE_PROJECT_NAME={ComposeProject}\n");
            WriteFile(
                folder + "/.project-services.json",
                """{ "services": [ { "name": "db", "kind": "compose", "compose_service": "db", "scope": "machine" }, { "name": "web", "start_command": "exec sleep 1000", "dependencies": ["db"] } ] }""");
        }

        await ExpectAsync(0, "up", "-d", "--project", one);
        var container = await ContainersAsync("db");
        var machine = (await ExpectAsync(0, "ps", "--machine", "--json")).Json;
        Processes.Signal("KILL", SupervisorPid(machine));
        await Until(() => !Processes.IsAlive(SupervisorPid(machine)));
        var second = await ExpectAsync(0, "up", "-d", "--project", two);
        var shown = (await ExpectAsync(0, "ps", "--json", "--project", two)).Json;
        var first = await ExpectAsync(0, "down", "--project", one);

        Assert.That(second.Error, Does.Contain("db: already runs for one: reused").And.Not.Contain("configured otherwise"), second.ToString());
        Assert.That(State(shown, "db"), Is.EqualTo("launched"));
        Assert.That(first.Error, Does.Contain("left running: db: used by two"), first.ToString());
        Assert.That(await ContainersAsync("db"), Is.EqualTo(container).And.Length.EqualTo(1));

        Directory.Delete(one, recursive: true);
        await ExpectAsync(0, "down", "--project", two);
        Assert.That(await ContainersAsync("db"), Is.Empty, "also when the files that it was started from are gone");
        await NothingIsLeftAsync();
    }

    private void WriteCompose(string services)
    {
        WriteFile("compose.yaml", "services:\n" + services + "\n");
        WriteFile(".env", $"COMPOSE_PROJECT_NAME={ComposeProject}\n");
    }

    private async Task<string[]> ContainersAsync(string service)
    {
        var run = await _docker.RunAsync(
            "docker", "ps", "-aq", "--no-trunc", "--filter", "label=com.docker.compose.project=" + ComposeProject, "--filter", "label=com.docker.compose.service=" + service);
        return run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
