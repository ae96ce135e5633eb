using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace PortOrchestrator.Host.Tests.EndToEnd;

public sealed class PortConflictTests : EndToEndFixture
{
    [Test]
    public async Task Up_PreferredPortIsTaken_TheNextOneReachesCommandCheckAndNeighbours()
    {
        var (holder, taken) = TakePort();
        using var _ = holder;
        WriteServices(
            new
            {
                name = "api",
                start_command = $"exec {TestService} --listen $API_PORT --http",
                port = taken,
                health_check = $"http://localhost:{taken}/health",
            },
            new
            {
                name = "web",
                start_command = $"exec {TestService} --listen --http",
                ports = Auto(),
                env = new { BACKEND = "http://localhost:{{ports.api}}" },
                health_check = "http://localhost:$PORT/health",
                dependencies = new[] { "api" },
            });

        var up = await ExpectAsync(0, "up", "-d");
        var ps = await PsAsync();
        var port = Port(ps, "api");

        Assert.That(port, Is.Not.EqualTo(taken), up.ToString());
        Assert.That(up.Error, Does.Contain(taken.ToString(CultureInfo.InvariantCulture)), "a port that differs from the written one is said");
        var api = JsonNode.Parse(await GetAsync(port, "/env"))!;
        var web = JsonNode.Parse(await GetAsync(Port(ps, "web"), "/env"))!;
        Assert.That((string?)api["PORT"], Is.EqualTo(Text(port)));
        Assert.That((string?)api["PORTORCH_SERVICE"], Is.EqualTo("api"));
        Assert.That((string?)web["API_PORT"], Is.EqualTo(Text(port)));
        Assert.That((string?)web["API_URL"], Is.EqualTo($"http://localhost:{port}"));
        Assert.That((string?)web["BACKEND"], Is.EqualTo($"http://localhost:{port}"));
        Assert.That((string?)Service(ps, "api")["health"], Is.EqualTo("healthy"));
    }

    [Test]
    public async Task PortListAndDoctor_StrangerOnAnIdlePort_IsNamedAndThePortKept()
    {
        var port = int.Parse((await ExpectAsync(0, "port", "allocate", "web")).Out, CultureInfo.InvariantCulture);
        using var stranger = new TcpListener(IPAddress.Loopback, port);
        stranger.Start();

        var list = await ExpectAsync(0, "port", "list");
        var row = (await ExpectAsync(0, "port", "list", "--json")).Json[0]!;
        var finding = (await ExpectAsync(0, "doctor", "--json")).Json.AsArray().Single(f => (string?)f!["subject"] == "ports")!;
        var again = await ExpectAsync(0, "port", "allocate", "web");

        Assert.That(list.Out, Does.Contain("taken"));
        Assert.That(list.Error, Does.Contain($"port {port} belongs to service 'web'").And.Contain($"pid {Environment.ProcessId}").And.Contain($"portorch port release --port {port}"));
        Assert.That((string?)row["socket"], Is.EqualTo("taken"));
        Assert.That((int?)row["conflict"]!["pid"], Is.EqualTo(Environment.ProcessId));
        Assert.That((int?)finding["holder"]!["pid"], Is.EqualTo(Environment.ProcessId));
        Assert.That(again.Out.Trim(), Is.EqualTo(Text(port)));
        stranger.Stop();
        Assert.That((string?)(await ExpectAsync(0, "port", "list", "--json")).Json[0]!["socket"], Is.EqualTo("free"));
    }

    [Test]
    public async Task PortList_RunningService_ShowsItAndWhoListens()
    {
        WriteServices(new { name = "web", start_command = $"{TestService} --listen --http; exit 0", ports = Auto(), health_check = "http://localhost:$PORT/health" });
        await ExpectAsync(0, "up", "-d");
        var service = Service(await PsAsync(), "web");

        var list = await ExpectAsync(0, "port", "list");
        var row = (await ExpectAsync(0, "port", "list", "--json")).Json[0]!;

        Assert.That(list.Error, Is.Empty, "its own process is no stranger");
        Assert.That(((string?)row["state"], (string?)row["health"], (int?)row["pid"]), Is.EqualTo(("running", "healthy", (int?)service["pid"])));
        Assert.That((string?)row["socket"], Is.EqualTo("listening"));
        Assert.That((string?)row["listener"]!["command"], Does.StartWith(TestService), "the child of the shell, not the shell");
    }

    [Test]
    public async Task Up_ExactPortIsTakenByAForeignProcess_StartsNothingAndNamesHolderAndCure()
    {
        var (holder, taken) = TakePort();
        using var _ = holder;
        WriteServices(
            new { name = "first", tier = 0, start_command = "touch started; exec sleep 60" },
            new { name = "web", start_command = $"exec {TestService} --listen {taken}", port = taken });

        var up = await ExpectAsync(6, "up", "-d");

        Assert.That(up.Error, Does.Contain("web").And.Contain(Text(taken)).And.Contain(Text(Environment.ProcessId)));
        Assert.That(up.Error, Does.Contain("\"mode\": \"prefer\""));
        Assert.That(File.Exists(Path.Combine(Folder, "started")), Is.False);
        Assert.That(Left(), Is.Empty);
        await Until(() => !Supervisors().Any(), seconds: 8);
    }

    [Test]
    public async Task Up_ExactPortIsTakenByAForeignProcess_JsonNamesTheHolder()
    {
        var (holder, taken) = TakePort();
        using var _ = holder;
        WriteServices(new { name = "web", start_command = $"exec {TestService} --listen {taken}", port = taken });

        var error = (await ExpectAsync(6, "up", "-d", "--json")).Json["error"]!;

        Assert.That((string?)error["code"], Is.EqualTo("PortConflict"));
        var conflict = error["conflicts"]!.AsArray().Single()!;
        Assert.That((int?)conflict["port"], Is.EqualTo(taken));
        Assert.That((int?)conflict["holder"]!["pid"], Is.EqualTo(Environment.ProcessId));
    }

    [Test]
    public async Task Up_OptionalServicesPortIsTaken_TheRestComesUp()
    {
        var (holder, taken) = TakePort();
        using var _ = holder;
        WriteServices(
            new { name = "extra", start_command = $"exec {TestService} --listen {taken}", port = taken, required = false },
            new { name = "web", start_command = "exec sleep 60" });

        var up = await ExpectAsync(0, "up", "-d");
        var ps = await PsAsync();

        Assert.That(State(ps, "web"), Is.EqualTo("running"), up.ToString());
        Assert.That(State(ps, "extra"), Is.EqualTo("skipped"), up.ToString());
        Assert.That((string?)Service(ps, "extra")["reason"], Does.StartWith($"Port {taken} for 'extra' is held by"));
        Assert.That(up.Error.Split("is held by"), Has.Length.LessThanOrEqualTo(3), "told while it happens and in the end, not more:\n" + up);
    }

    [Test]
    public async Task Up_ExactPortBelongsToAnotherProject_NamesThatProject()
    {
        var port = FreePort();
        WriteServices(new { name = "web", start_command = $"exec {TestService} --listen {port}", port, health_check = "" });
        await ExpectAsync(0, "up", "-d");
        var other = Path.Combine(Path.GetDirectoryName(Folder)!, "second-project");
        Directory.CreateDirectory(other);
        File.Copy(Path.Combine(Folder, ".project-services.json"), Path.Combine(other, ".project-services.json"));

        var up = await RunInAsync(other, "up", "-d");

        Assert.That(up.ExitCode, Is.EqualTo(6), up.ToString());
        Assert.That(up.Error, Does.Contain("'project'").Or.Contain("project ").And.Contain(Text(port)), up.ToString());
    }

    [Test]
    public async Task Up_DaemonsPortAnswersAlready_IsUsedAsExternalAndNeverStopped()
    {
        var port = FreePort();
        var stranger = StartStranger(port);
        using var _ = stranger;
        await Until(() => Answers(port));
        WriteServices(new { name = "cache", kind = "daemon", start_command = "touch started", port, health_check = $"tcp://localhost:{port}" });

        var up = await ExpectAsync(0, "up", "-d", "--json");
        var cache = Service(up.Json["project"]!, "cache");
        var down = await ExpectAsync(0, "down");

        Assert.That((string?)cache["state"], Is.EqualTo("external"), up.ToString());
        Assert.That((string?)cache["health"], Is.EqualTo("healthy"));
        Assert.That((string?)cache["reason"], Does.Contain(Text(stranger.Id)));
        Assert.That(File.Exists(Path.Combine(Folder, "started")), Is.False);
        Assert.That(stranger.HasExited, Is.False, down.ToString());
        Assert.That(Answers(port), Is.True);
        stranger.Kill();
    }

    [Test]
    public async Task Up_TwoCheckoutsOfOneProject_RunBesideEachOther()
    {
        Require("git");
        var port = FreePort();
        WriteServices(new { name = "web", start_command = $"exec {TestService} --listen --http", ports = new { @default = new { port, mode = "prefer" } }, health_check = "http://localhost:$PORT/" });
        var tree = Path.Combine(Path.GetDirectoryName(Folder)!, "feature");
        foreach (var arguments in new[]
        {
            new[] { "init", "-q" }, ["add", "."], ["-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "-qm", "x"],
            ["worktree", "add", "-q", tree],
        })
        {
            var git = await Start("git", arguments).EndAsync();
            Assert.That(git.ExitCode, Is.Zero, git.ToString());
        }

        await ExpectAsync(0, "up", "-d");
        var second = await RunInAsync(tree, "up", "-d");
        var main = await PsAsync();
        var feature = (await RunInAsync(tree, "ps", "--json")).Json;

        Assert.That(second.ExitCode, Is.Zero, second.ToString());
        Assert.That((string?)feature["checkout"], Is.EqualTo("feature"));
        Assert.That((string?)feature["projectId"], Is.EqualTo((string?)main["projectId"]));
        Assert.That(Port(main, "web"), Is.EqualTo(port));
        Assert.That(Port(feature, "web"), Is.Not.EqualTo(port));
        Assert.That(await GetAsync(Port(main, "web"), "/pid"), Is.EqualTo(Text(Pid(main, "web"))));
        Assert.That(await GetAsync(Port(feature, "web"), "/pid"), Is.EqualTo(Text(Pid(feature, "web"))));
        Assert.That(State(feature, "web"), Is.EqualTo("running"));

        await ExpectAsync(0, "down", "--timeout", "3");
        Assert.That(State((await RunInAsync(tree, "ps", "--json")).Json, "web"), Is.EqualTo("running"), "down of one checkout is not down of the other");
    }

    [Test]
    public async Task Up_AfterDown_KeepsItsPorts()
    {
        WriteServices(new { name = "web", start_command = $"exec {TestService} --listen", ports = Auto(), health_check = "tcp://localhost:$PORT" });
        await ExpectAsync(0, "up", "-d");
        var first = Port(await PsAsync(), "web");
        await ExpectAsync(0, "down", "--timeout", "3");
        await ExpectAsync(0, "up", "-d");

        Assert.That(Port(await PsAsync(), "web"), Is.EqualTo(first));
    }

    private static object Auto() => new { @default = new { mode = "auto" } };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static (TcpListener Holder, int Port) TakePort()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return (listener, ((IPEndPoint)listener.LocalEndpoint).Port);
    }

    private static Process StartStranger(int port) =>
        Process.Start(new ProcessStartInfo(TestService, ["--listen", Text(port)]) { RedirectStandardOutput = true })!;

    private static bool Answers(int port)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
