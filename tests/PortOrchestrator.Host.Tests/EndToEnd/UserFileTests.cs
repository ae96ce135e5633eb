using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace PortOrchestrator.Host.Tests.EndToEnd;

/// <summary>Files as users have them, unchanged, with a stand-in for docker that leaves its services elsewhere.</summary>
[NonParallelizable]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class UserFileTests : EndToEndFixture
{
    private const string AutogenLocal =
        """
        { "project_name": "autogen-local",
          "services": [
            { "name": "zookeeper", "tier": 3, "start_command": "cd ~/projects/autogen-local && docker compose up -d zookeeper", "health_check": "http://localhost:2181", "port": 2181, "timeout_seconds": 30, "required": true },
            { "name": "kafka", "tier": 3, "start_command": "cd ~/projects/autogen-local && docker compose up -d kafka", "health_check": "", "port": 9092, "timeout_seconds": 60, "required": true, "dependencies": ["zookeeper"] },
            { "name": "kafka-ui", "tier": 3, "start_command": "cd ~/projects/autogen-local && docker compose --profile dev up -d kafka-ui", "health_check": "http://localhost:8080", "port": 8080, "timeout_seconds": 20, "required": false, "optional": true, "dependencies": ["kafka"] } ] }
        """;

    private const string Short =
        """
        { "services": [
            { "name": "zookeeper", "start_command": "docker compose up -d zookeeper", "health_check": "http://localhost:2181", "timeout_seconds": 30, "required": true },
            { "name": "kafka", "start_command": "docker compose up -d kafka", "dependencies": ["zookeeper"], "timeout_seconds": 60, "required": true } ] }
        """;

    // The services must be outside of the tree of what started them, as containers are, yet known to the test.
    private const string Docker =
        """
        #!/bin/sh
        echo "$PWD: $*" >> "$STANDIN/calls"
        verb= service=
        for word; do
          case $word in
            up|stop) verb=$word ;;
            -*|compose|dev) ;;
            *) service=$word ;;
          esac
        done
        case $verb in
          up)
            case $service in
              zookeeper) listen="--listen 2181" ;;
              kafka) listen="--listen 9092" ;;
              kafka-ui) [ -e "$STANDIN/no-ui" ] && { echo "no such image" >&2; exit 1; }; listen="--listen 8080 --http" ;;
            esac
            env -i "PATH=$PATH" "DOTNET_ROOT=$DOTNET_ROOT" "PORT_TEST_MARK=$PORT_TEST_MARK" \
              setsid "$TESTSERVICE" $listen --delay 100 --pidfile "$STANDIN/$service.pid" < /dev/null > /dev/null 2>&1 & ;;
          stop)
            pid=$(cat "$STANDIN/$service.pid") && kill "$pid" && while kill -0 "$pid" 2> /dev/null; do sleep 0.02; done ;;
        esac
        """;

    private string _standIn = "";
    private string _home = "";

    [SetUp]
    public void PutDockerOnThePath()
    {
        foreach (var port in new[] { 2181, 9092, 8080 }) RequireFree(port);
        _home = Path.Combine(Path.GetDirectoryName(Folder)!, "home");
        _standIn = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(Folder)!, "docker")).FullName;
        Directory.CreateDirectory(Path.Combine(_home, "projects", "autogen-local"));
        var docker = Path.Combine(_standIn, "docker");
        File.WriteAllText(docker, Docker);
        File.SetUnixFileMode(docker, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Variables["HOME"] = _home;
        Variables["STANDIN"] = _standIn;
        Variables["TESTSERVICE"] = TestService;
        Variables["PATH"] = $"{_standIn}:{Environment.GetEnvironmentVariable("PATH")}";
        Variables["DOTNET_ROOT"] = Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? Path.GetDirectoryName(Environment.ProcessPath)!;
    }

    [Test]
    public async Task AutogenLocal_UpAgainDown_LaunchesReportsAndStopsThroughDocker()
    {
        WriteFile(".project-services.json", AutogenLocal);

        var up = await ExpectAsync(0, "up", "-d");
        // What is optional is not waited for by the start.
        await ExpectAsync(0, "wait", "--timeout", "20");
        var project = await PsAsync();

        Assert.That((string?)project["project"], Is.EqualTo("autogen-local"));
        foreach (var name in new[] { "zookeeper", "kafka", "kafka-ui" })
        {
            Assert.That(State(project, name), Is.EqualTo("launched"), up.ToString());
            Assert.That((string?)Service(project, name)["health"], Is.EqualTo("healthy"), name);
            Assert.That(Service(project, name)["pid"], Is.Null, "what docker runs is not a process of ours");
        }

        Assert.That(up.Error.Split("tcp://localhost:2181"), Has.Length.EqualTo(2), "one warning:\n" + up);
        Assert.That(up.Error, Does.Not.Contain("warning: kafka"), up.ToString());
        Assert.That((bool)Service(project, "kafka-ui")["required"]!, Is.False);

        var again = await ExpectAsync(0, "up", "-d");
        Assert.That(again.Out, Does.Contain("All 3 services are already running"), again.ToString());
        Assert.That(Calls(), Has.Length.EqualTo(3), string.Join('\n', Calls()));

        var down = await ExpectAsync(0, "down");
        var folder = Path.Combine(_home, "projects", "autogen-local");
        Assert.That(Calls(), Is.EqualTo(new[]
        {
            $"{folder}: compose up -d zookeeper",
            $"{folder}: compose up -d kafka",
            $"{folder}: compose --profile dev up -d kafka-ui",
            $"{folder}: compose --profile dev stop kafka-ui",
            $"{folder}: compose stop kafka",
            $"{folder}: compose stop zookeeper",
        }), down.ToString());
        await NothingIsLeftAsync();
        Assert.That(State(await PsAsync(), "kafka"), Is.EqualTo("stopped"));
    }

    [Test]
    public async Task AutogenLocal_OptionalServiceFails_TheRestIsUp()
    {
        WriteFile(".project-services.json", AutogenLocal);
        await File.WriteAllTextAsync(Path.Combine(_standIn, "no-ui"), "");

        var up = await ExpectAsync(0, "up", "-d");
        await Until(() => Calls().Length == 3);
        var wait = await RunAsync("wait", "kafka-ui", "--timeout", "5");
        var project = await PsAsync();

        Assert.That(wait.ExitCode, Is.EqualTo(4), wait.ToString());
        Assert.That(State(project, "kafka"), Is.EqualTo("launched"), up.ToString());
        Assert.That(State(project, "kafka-ui"), Is.EqualTo("failed"));
        await ExpectAsync(0, "down");
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task AutogenLocal_SupervisorIsKilled_PsKnowsAndDownStillStops()
    {
        WriteFile(".project-services.json", AutogenLocal);
        await ExpectAsync(0, "up", "-d");
        var supervisor = SupervisorPid(await PsAsync());
        Processes.Signal("KILL", supervisor);
        await Until(() => !Processes.IsAlive(supervisor));

        Assert.That(State(await PsAsync(), "kafka"), Is.EqualTo("launched"));
        await ExpectAsync(0, "down");

        Assert.That(Calls().Count(c => c.Contains("stop", StringComparison.Ordinal)), Is.EqualTo(3));
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task ShortFile_UpAndDown_Work()
    {
        WriteFile(".project-services.json", Short);

        var up = await ExpectAsync(0, "up", "-d");
        var project = await PsAsync();

        Assert.That(State(project, "zookeeper"), Is.EqualTo("launched"), up.ToString());
        Assert.That(Port(project, "zookeeper"), Is.EqualTo(2181), "the port of a check is the service's port");
        Assert.That(State(project, "kafka"), Is.EqualTo("launched"));
        Assert.That((string?)Service(project, "kafka")["health"], Is.EqualTo("none"));
        await ExpectAsync(0, "down");
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Ps_Json_HasExactlyTheDocumentedKeysInOrder()
    {
        WriteFile(".project-services.json", AutogenLocal);
        await ExpectAsync(0, "up", "-d");
        await ExpectAsync(0, "wait", "--timeout", "20");

        var project = (JsonObject)await PsAsync();

        Assert.That(Keys(project), Is.EqualTo(new[] { "project", "projectId", "checkout", "root", "supervisor", "services" }));
        Assert.That(Keys(project["supervisor"]!), Is.EqualTo(new[] { "pid", "endpoint", "startedAt" }));
        foreach (var service in project["services"]!.AsArray())
        {
            Assert.That(Keys(service!), Is.EqualTo(new[]
            {
                "name", "service", "replica", "tier", "kind", "scope", "state", "health", "pid", "ports", "restarts", "exitCode",
                "required", "reason", "startedAt", "readyAt", "logPath", "resources", "drift",
            }));
            Assert.That(Keys(service!["ports"]![0]!), Is.EqualTo(new[] { "name", "port", "protocol" }));
            Assert.That((string?)service["readyAt"], Does.Match(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"));
        }

        var all = (await ExpectAsync(0, "ps", "--all", "--json")).Json.AsArray();
        Assert.That(all, Has.Count.EqualTo(1));
        Assert.That(Keys(all[0]!), Is.EqualTo(Keys(project)));
        await ExpectAsync(0, "down");
    }

    private static string[] Keys(JsonNode node) => [.. ((JsonObject)node).Select(p => p.Key)];

    private string[] Calls() => File.ReadAllLines(Path.Combine(_standIn, "calls"));

    private static void RequireFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
        }
        catch (SocketException e)
        {
            var reason = $"port {port}, which the file names, is taken on this machine ({e.SocketErrorCode}).";
            if (MustRun) Assert.Fail(reason);
            Assert.Ignore(reason);
        }
    }
}
