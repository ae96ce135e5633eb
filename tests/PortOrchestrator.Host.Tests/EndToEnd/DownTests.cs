namespace PortOrchestrator.Host.Tests.EndToEnd;

public sealed class DownTests : EndToEndFixture
{
    [Test]
    public async Task Down_ServiceAndGrandchildrenIgnoreTerm_NothingIsLeftAndTheStubbornAreNamed()
    {
        WriteServices(
            new { name = "calm", start_command = $"exec {TestService} --listen", ports = Auto(), health_check = "tcp://localhost:$CALM_PORT" },
            new
            {
                name = "stubborn",
                start_command = $"{TestService} --listen --ignore-term --spawn 2 --spawn-setsid --spawn-ignore-term; echo never",
                ports = Auto(),
                health_check = "tcp://localhost:$STUBBORN_PORT",
                shutdown = new { timeout_seconds = 30 },
            });
        await ExpectAsync(0, "up", "-d");
        await Until(() => Left().Count(p => Processes.CommandLine(p).Contains("testservice --", StringComparison.Ordinal)) >= 4);

        var down = await ExpectAsync(0, "down", "--timeout", "1");

        Assert.That(down.Elapsed.TotalSeconds, Is.GreaterThan(1).And.LessThan(6));
        Assert.That(down.Error, Does.Contain("warning: stubborn:").And.Not.Contain("warning: calm:"), down.ToString());
        Assert.That(State(await PsAsync(), "stubborn"), Is.EqualTo("stopped"));
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Down_DependentUsesUpTheTime_WhatItDependsOnIsStillAskedBeforeItIsKilled()
    {
        WriteServices(
            new { name = "db", start_command = "trap 'echo saved > saved; exit 0' TERM; while :; do sleep 0.02; done" },
            new
            {
                name = "web",
                start_command = $"exec {TestService} --listen --ignore-term",
                ports = Auto(),
                health_check = "tcp://localhost:$WEB_PORT",
                dependencies = new[] { "db" },
            });
        await ExpectAsync(0, "up", "-d");

        var down = await ExpectAsync(0, "down", "--timeout", "0.5");

        Assert.That(File.Exists(Path.Combine(Folder, "saved")), Is.True, down.ToString());
        Assert.That(down.Error, Does.Contain("warning: web:").And.Not.Contain("warning: db:"));
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Down_ServicesOwnDeadline_IsHonoured()
    {
        WriteServices(new
        {
            name = "stubborn",
            start_command = $"exec {TestService} --listen --ignore-term",
            ports = Auto(),
            health_check = "tcp://localhost:$PORT",
            shutdown = new { timeout_seconds = 0.5 },
        });
        await ExpectAsync(0, "up", "-d");

        var down = await ExpectAsync(0, "down", "--json");

        Assert.That(down.Elapsed.TotalSeconds, Is.LessThan(5));
        Assert.That(down.Json["stubborn"]!.AsArray(), Has.Count.EqualTo(1), down.ToString());
        Assert.That((string?)down.Json["stopped"]![0], Is.EqualTo("stubborn"));
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Down_OrphanOfADeadParent_IsEndedToo()
    {
        WriteServices(new { name = "web", start_command = "(setsid sleep 300 &) ; exec sleep 300" });
        await ExpectAsync(0, "up", "-d");
        await Until(() => Left().Count(p => Processes.CommandLine(p) == "sleep 300") == 2);

        await ExpectAsync(0, "down", "--timeout", "3");

        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Down_Dependents_StopFirst()
    {
        WriteServices(
            new { name = "db", start_command = "trap 'echo db >> order; exit 0' TERM; while :; do sleep 0.05; done" },
            new
            {
                name = "web",
                start_command = "trap 'sleep 0.3; echo web >> order; exit 0' TERM; while :; do sleep 0.05; done",
                dependencies = new[] { "db" },
            });
        await ExpectAsync(0, "up", "-d");

        await ExpectAsync(0, "down");

        Assert.That(await File.ReadAllLinesAsync(Path.Combine(Folder, "order")), Is.EqualTo(new[] { "web", "db" }));
    }

    [Test]
    public async Task Down_CommandPutItsServiceOutOfReach_SaysWhatIsLeftAndTheCure()
    {
        var port = FreePort();
        WriteServices(Elsewhere(port, stopCommand: null));
        var up = await ExpectAsync(0, "up", "-d");
        Assert.That(State(await PsAsync(), "elsewhere"), Is.EqualTo("launched"), up.ToString());

        var down = await ExpectAsync(0, "down");

        Assert.That(down.Error, Does.Contain($"left running: elsewhere: still answers tcp://localhost:{port}").And.Contain("\"stop_command\""), down.ToString());
        Assert.That(down.Out, Does.Not.Contain("Stopped"));
        await Until(() => Left().Count == 1, () => Processes.Describe(Left()));
    }

    [Test]
    public async Task Down_StopCommand_EndsWhatTheStartCommandLeftElsewhere()
    {
        WriteServices(Elsewhere(FreePort(), stopCommand: "kill $(cat elsewhere.pid)"));
        await ExpectAsync(0, "up", "-d");

        var down = await ExpectAsync(0, "down");

        Assert.That(down.Out, Does.Contain("Stopped 1 service: elsewhere."), down.ToString());
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Down_ServiceIsSuspended_EndsItInTime()
    {
        WriteServices(new { name = "frozen", start_command = $"exec {TestService} --listen", ports = Auto(), health_check = "tcp://localhost:$PORT" });
        await ExpectAsync(0, "up", "-d");
        Processes.Signal("STOP", Pid(await PsAsync(), "frozen"));

        var down = await ExpectAsync(0, "down");

        Assert.That(down.Error, Does.Not.Contain("killed"), down.ToString());
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Down_NothingRuns_SaysSo()
    {
        WriteServices(new { name = "web", start_command = "exec sleep 60" });

        var down = await ExpectAsync(0, "down");

        Assert.That(down.Out, Does.Contain("othing").And.Contain("running"));
        Assert.That(Left(), Is.Empty);
    }

    [Test]
    public async Task StopAndStart_OneService_LeaveTheOthersAlone()
    {
        WriteServices(
            new { name = "one", start_command = "exec sleep 60" },
            new { name = "two", start_command = "exec sleep 60" });
        await ExpectAsync(0, "up", "-d");
        var before = await PsAsync();

        await ExpectAsync(0, "stop", "one");
        var stopped = await PsAsync();
        await ExpectAsync(0, "start", "one");
        var started = await PsAsync();
        await ExpectAsync(0, "restart", "two");
        var restarted = await PsAsync();

        Assert.That(State(stopped, "one"), Is.EqualTo("stopped"));
        Assert.That(Pid(stopped, "two"), Is.EqualTo(Pid(before, "two")));
        Assert.That(Pid(started, "one"), Is.Not.EqualTo(Pid(before, "one")));
        Assert.That(Pid(restarted, "one"), Is.EqualTo(Pid(started, "one")));
        Assert.That(Pid(restarted, "two"), Is.Not.EqualTo(Pid(before, "two")));
        Assert.That(SupervisorPid(restarted), Is.EqualTo(SupervisorPid(before)));
    }

    private static object Elsewhere(int port, string? stopCommand)
    {
        // No session, no environment and no limits of its service's are left to know it by.
        var start = "prlimit --rttime=unlimited:unlimited setsid env -i PORT_TEST_MARK=$PORT_TEST_MARK DOTNET_ROOT=" + Path.GetDirectoryName(Environment.ProcessPath)
            + $" {TestService} --listen {port} --pidfile elsewhere.pid > /dev/null 2>&1 &";
        var check = $"tcp://localhost:{port}";
        return stopCommand is null
            ? new { name = "elsewhere", start_command = start, port, health_check = check }
            : new { name = "elsewhere", start_command = start, port, health_check = check, stop_command = stopCommand };
    }

    private static object Auto() => new { @default = new { mode = "auto" } };
}
