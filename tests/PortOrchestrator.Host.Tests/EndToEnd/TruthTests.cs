using System.Net;
using System.Net.Sockets;

namespace PortOrchestrator.Host.Tests.EndToEnd;

/// <summary>What is shown is so, and nothing is shown that is not.</summary>
public sealed class TruthTests : EndToEndFixture
{
    [Test]
    public async Task Down_TaskHadCompleted_IsNotSaidToBeStopped()
    {
        WriteServices(
            new { name = "seed", kind = "task", start_command = "true" },
            new { name = "web", start_command = "exec sleep 60", dependencies = new[] { "seed" } });
        await ExpectAsync(0, "up", "-d");
        Assert.That(State(await PsAsync(), "seed"), Is.EqualTo("completed"));

        var down = await ExpectAsync(0, "down");

        Assert.That(down.Error, Does.Contain("web: stopped").And.Not.Contain("seed: stop"), down.ToString());
        Assert.That(down.Out, Does.Contain("Stopped 1 service: web."));
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Down_CompletedTaskLeftAProcess_IsEndedAllTheSame()
    {
        WriteServices(new { name = "seed", kind = "task", start_command = "(setsid sleep 300 &); true" }, new { name = "web", start_command = "exec sleep 60" });
        await ExpectAsync(0, "up", "-d");
        await Until(() => Left().Any(p => Processes.CommandLine(p) == "sleep 300"));

        await ExpectAsync(0, "down");

        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Ps_ServiceIsDown_HasNoHealth()
    {
        WriteServices(new { name = "web", start_command = $"exec {TestService} --listen", ports = Auto(), health_check = "tcp://localhost:$PORT" });
        Assert.That((string?)(await ServiceAsync("web"))["health"], Is.EqualTo("none"), "never started");
        await ExpectAsync(0, "up", "-d");
        await ExpectAsync(0, "down");

        var web = await ServiceAsync("web");

        Assert.That(((string?)web["state"], (string?)web["health"]), Is.EqualTo(("stopped", "none")));
    }

    [Test]
    public async Task Ps_OnlyWhatOthersRun_TellsItsHealthThoughNoSupervisorStays()
    {
        using var listener = new TcpListener(IPAddress.Loopback, FreePort());
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        WriteServices(new { name = "db", kind = "external", port, health_check = $"tcp://localhost:{port}" });
        await ExpectAsync(0, "up", "-d");
        await NothingIsLeftAsync();

        var answering = await ServiceAsync("db");
        listener.Stop();
        var silent = await ServiceAsync("db");

        Assert.That(((string?)answering["state"], (string?)answering["health"]), Is.EqualTo(("external", "healthy")));
        Assert.That((string?)silent["health"], Is.EqualTo("unhealthy"));
        Assert.That((string?)silent["reason"], Does.StartWith("check failed:"));
    }

    [Test]
    public async Task Ps_Json_TellsWhatTheWholeTreeUses()
    {
        WriteServices(new
        {
            name = "web",
            start_command = $"{TestService} --listen --spawn 1 --spawn-setsid; true",
            ports = Auto(),
            health_check = "tcp://localhost:$PORT",
        });
        await ExpectAsync(0, "up", "-d");
        await Until(() => Left().Count(p => Processes.CommandLine(p).StartsWith(TestService, StringComparison.Ordinal)) == 2);

        var web = await ServiceAsync("web");
        var used = web["resources"]!;

        Assert.That((int)used["processes"]!, Is.EqualTo(3), "the shell, the service and its child");
        Assert.That((long)used["memoryBytes"]!, Is.GreaterThan(10_000_000));
        Assert.That((double)used["cpuSeconds"]!, Is.GreaterThan(0));
        Assert.That((int)used["descriptors"]!, Is.GreaterThan(9));
        Assert.That(used["listening"]!.AsArray().Select(p => (int)p!), Is.EqualTo(new[] { (int)web["ports"]![0]!["port"]! }));
        Assert.That((await ExpectAsync(0, "ps")).Out, Does.Contain("CPU").And.Contain("MEMORY").And.Contain(" MB"));
    }

    [TestCase("KILL", "was killed by SIGKILL")]
    [TestCase("SEGV", "was killed by SIGSEGV")]
    public async Task Ps_ServiceIsKilled_NamesTheSignal(string signal, string expected)
    {
        WriteServices(new { name = "web", start_command = "exec sleep 60", restart = new { policy = "no" } });
        await ExpectAsync(0, "up", "-d");
        Processes.Signal(signal, Pid(await PsAsync(), "web"));
        await RunAsync("wait", "--for", "stopped", "--timeout", "10");

        var web = await ServiceAsync("web");

        Assert.That((string?)web["state"], Is.EqualTo("failed"));
        Assert.That((string?)web["reason"], Does.StartWith(expected));
    }

    [TestCase(0, "completed")]
    [TestCase(3, "failed")]
    public async Task AdoptedTask_Ends_ItsExitCodeIsKnownWhereTheSystemTellsIt(int code, string expected)
    {
        if (Environment.OSVersion.Version < new Version(6, 15)) Assert.Ignore("This kernel keeps no exit codes of other programs' children.");
        WriteServices(
            new { name = "seed", kind = "task", start_command = $"while [ ! -e go ]; do sleep 0.02; done; exit {code}" },
            new { name = "web", start_command = "exec sleep 60" });
        await ExpectAsync(0, "up", "--no-wait");
        await Until(() => Left().Any(p => Processes.CommandLine(p).Contains("-e go", StringComparison.Ordinal)) && Left().Any(p => Processes.CommandLine(p) == "sleep 60"));
        Processes.Signal("KILL", SupervisorPid(await PsAsync()));
        await ExpectAsync(0, "up", "--no-wait");

        WriteFile("go", "");
        await RunAsync("wait", "seed", "--for", "completed", "--timeout", "10");

        var seed = await ServiceAsync("seed");
        Assert.That(((string?)seed["state"], (int?)seed["exitCode"]), Is.EqualTo((expected, (int?)code)), seed.ToString());
    }

    private static object Auto() => new { @default = new { mode = "auto" } };
}
