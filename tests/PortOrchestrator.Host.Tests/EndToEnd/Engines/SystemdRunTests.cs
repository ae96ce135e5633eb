namespace PortOrchestrator.Host.Tests.EndToEnd.Engines;

/// <summary>System units, with a real systemd in namespaces of its own.</summary>
public sealed class SystemdRunTests : EngineFixture
{
    private readonly string _unit = $"t{Guid.NewGuid():N}.service";
    private SystemdMachine _systemd = null!;

    [SetUp]
    public async Task StartSystemd()
    {
        RequireAdministrator();
        foreach (var program in new[] { "/lib/systemd/systemd", "systemctl", "journalctl", "unshare", "nsenter" }) Require(program);
        _systemd = await RequireAsync(EngineMachines.Systemd);
        Variables["PATH"] = _systemd.Programs + ":" + Environment.GetEnvironmentVariable("PATH");
    }

    [TearDown]
    public async Task StopUnit()
    {
        if (_systemd is not null) await _systemd.ControlAsync("stop", _unit);
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task Unit_IsStartedFollowedAndStopped_AlsoAcrossKillsOfTheSupervisor()
    {
        await _systemd.AddAsync(_unit, Counting.Replace("'", "", StringComparison.Ordinal));
        WriteUnit();

        await ExpectAsync(0, "up", "-d");
        var ps = await PsAsync();
        Assert.That((State(ps, "unit"), (string?)Service(ps, "unit")["health"], (string?)Service(ps, "unit")["kind"]), Is.EqualTo(("launched", "healthy", "systemd")));
        await AwaitLinesAsync("unit", 3);
        await UpgradeAsync("unit");
        await KillSupervisorAsync();
        Processes.Signal("KILL", Copiers());
        Assert.That((await ExpectAsync(0, "up", "-d")).Out, Does.Contain("already running"));
        await AwaitLinesAsync("unit", 3);
        await ExpectAsync(0, "down");

        Assert.That((await _systemd.ControlAsync("is-active", _unit)).Out.Trim(), Is.EqualTo("inactive"));
        LogIsWhole("unit");
        await NothingIsLeftAsync();
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task Unit_StartedForASession_StopsAfterIt()
    {
        foreach (var variable in new[] { "CLAUDECODE", "CLAUDE_ENV_FILE", "CLAUDE_PID" }) Variables[variable] = "";
        await _systemd.AddAsync(_unit, "exec sleep 1000");
        WriteServices(new { name = "unit", tier = 1, kind = "systemd", systemd_unit = _unit, systemd_scope = "system", stop_policy = "immediate" });
        await ExpectAsync(0, "trust");

        await ExpectAsync(0, "session", "start", "--agent", "claude", "--id", "s", "--pid", $"{Environment.ProcessId}");
        await UntilPsAsync(p => State(p, "unit") == "launched");
        var active = (await _systemd.ControlAsync("is-active", _unit)).Out.Trim();
        await ExpectAsync(0, "session", "end", "--agent", "claude", "--id", "s");
        await UntilPsAsync(p => State(p, "unit") == "stopped");

        Assert.That((active, (await _systemd.ControlAsync("is-active", _unit)).Out.Trim()), Is.EqualTo(("active", "inactive")));
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task Unit_ThatWasActiveBefore_IsUsedAndLeft()
    {
        await _systemd.AddAsync(_unit, "exec sleep 1000");
        await _systemd.ControlAsync("start", _unit);
        WriteUnit();

        await ExpectAsync(0, "up", "-d");
        var ps = await PsAsync();
        await ExpectAsync(0, "down");

        Assert.That(State(ps, "unit"), Is.EqualTo("external"));
        Assert.That(Reason(ps, "unit"), Does.Contain("was active before"));
        Assert.That((await _systemd.ControlAsync("is-active", _unit)).Out.Trim(), Is.EqualTo("active"));
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task Unit_ThatFails_IsToldWithItsResult()
    {
        await _systemd.AddAsync(_unit, "echo dying; exit 3");
        WriteUnit();

        await ExpectAsync(4, "up", "-d");
        var ps = await PsAsync();

        Assert.That(Reason(ps, "unit"), Does.Contain("exited with code 3").And.Contain("Result=exit-code"));
        Assert.That(File.ReadAllText(LogOf("unit")), Does.Contain("dying"));
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task Unit_ThatIsNotThere_IsToldWithWhatToDo()
    {
        WriteUnit();

        var up = await ExpectAsync(4, "up", "-d");

        Assert.That(up.Error, Does.Contain($"there is no unit '{_unit}'").And.Contain("daemon-reload"), up.ToString());
    }

    private void WriteUnit() => WriteServices(new { name = "unit", tier = 1, kind = "systemd", systemd_unit = _unit, systemd_scope = "system" });
}
