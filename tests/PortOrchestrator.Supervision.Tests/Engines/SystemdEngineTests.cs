using PortOrchestrator.Supervision.Engines;
using PortOrchestrator.Supervision.Specs;
using PortOrchestrator.Supervision.Tests.Engine;

namespace PortOrchestrator.Supervision.Tests.Engines;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SystemdEngineTests
{
    private readonly RecordedCommands _commands = new();

    [TestCase("loaded", "active", "running", "success", "0", "0", "Running", null, null)]
    [TestCase("loaded", "active", "exited", "success", "1", "0", "Running", null, null)]
    [TestCase("loaded", "activating", "start", "success", "0", "0", "Starting", null, "systemd is starting it")]
    [TestCase("loaded", "activating", "auto-restart", "exit-code", "1", "3", "Starting", null, "systemd starts it again (Result=exit-code)")]
    [TestCase("loaded", "failed", "failed", "exit-code", "1", "3", "Ended", 3, "systemd calls it failed (Result=exit-code); 'systemctl status web.service' tells more")]
    [TestCase("loaded", "failed", "failed", "signal", "2", "9", "Ended", 137, "systemd calls it failed (Result=signal); 'systemctl status web.service' tells more")]
    [TestCase("loaded", "failed", "failed", "timeout", "1", "0", "Ended", 1, "systemd calls it failed (Result=timeout); 'systemctl status web.service' tells more")]
    [TestCase("loaded", "inactive", "dead", "success", "0", "0", "Ended", 0, null)]
    [TestCase("not-found", "inactive", "dead", "success", "0", "0", "Missing", null, "there is no such unit; write its file, then 'systemctl daemon-reload'")]
    [TestCase("masked", "inactive", "dead", "success", "0", "0", "Missing", null, "the unit is masked ('systemctl unmask' makes it usable)")]
    public async Task LookAsync_UserUnit_IsUnderstood(
        string load, string active, string sub, string result, string mainCode, string status, string condition, int? code, string? reason)
    {
        _commands.On("systemctl --user show", Transcripts.Unit(load, active, sub, result, mainCode, status));

        var state = await Engine(isUser: true).LookAsync();

        Assert.That((state.Condition.ToString(), state.ExitCode, state.Reason), Is.EqualTo((condition, code, reason)));
        Assert.That(state.Name, Is.EqualTo("unit web.service"));
    }

    [TestCase(true, "systemctl --user stop web.service")]
    [TestCase(false, "systemctl stop web.service")]
    public async Task StopAsync_Unit_IsStoppedInItsScope(bool isUser, string expected)
    {
        _commands.On("stop");

        Assert.That(await Engine(isUser).StopAsync(), Is.Null);
        Assert.That(_commands.Calls, Is.EqualTo(new[] { expected }));
    }

    [Test]
    public void FollowLog_UserUnit_ReadsItsJournalFromTheInstantOn()
    {
        var call = Engine(isUser: true).FollowLog(new EngineState(EngineCondition.Running), DateTimeOffset.UnixEpoch.AddSeconds(1395716396.5));

        Assert.That(
            string.Join(' ', call.Arguments),
            Is.EqualTo("journalctl --user --quiet --no-pager --output cat --unit web.service --since @1395716396.500001 --follow --no-tail"));
    }

    [Test]
    public async Task ReadEndAsync_Unit_HasTheJournalWrittenFirst()
    {
        _commands.On("journalctl --sync", error: "Failed to connect", exitCode: 1).On("--lines 20", "bye\n");

        Assert.That(await Engine(isUser: false).ReadEndAsync(DateTimeOffset.UnixEpoch), Is.EqualTo("bye\n"));
        Assert.That(_commands.Calls, Is.EqualTo(new[] { "journalctl --sync", "journalctl --quiet --no-pager --output cat --unit web.service --since @0.000001 --lines 20" }));
    }

    [TestCase("Failed to start web.service: Unit web.service not found.", true, "there is no unit 'web.service'; write its file in ~/.config/systemd/user, then 'systemctl --user daemon-reload'")]
    [TestCase("Failed to start web.service: Interactive authentication required.\nSee system logs and 'systemctl status web.service' for details.", false, "you may not control system units")]
    [TestCase("Failed to start web.service: Access denied", false, "you may not control system units")]
    [TestCase("Failed to connect to bus: No medium found", true, "your own systemd does not run here")]
    [TestCase("Failed to connect to bus: $DBUS_SESSION_BUS_ADDRESS and $XDG_RUNTIME_DIR not defined (consider using --machine=<user>@.host --user to connect to bus of other user)", true, "your own systemd does not run here")]
    [TestCase("System has not been booted with systemd as init system (PID 1). Can't operate.\nFailed to connect to bus: Host is down", false, "this system was not started with systemd")]
    [TestCase("Failed to start web.service: Unit web.service is masked.", false, "the unit is masked; 'systemctl unmask web.service'")]
    [TestCase("Job for web.service failed because the control process exited with error code.\nSee \"systemctl status web.service\"", false, "Job for web.service failed because the control process exited with error code.")]
    public void Explain_KnownWords_NamesTheNextStep(string output, bool isUser, string expected) => Assert.That(Engine(isUser).Explain(output), Does.StartWith(expected));

    private IServiceEngine Engine(bool isUser)
    {
        var spec = Made.Service().Spec() with
        {
            Engine = new EngineSpec { Control = isUser ? ["systemctl", "--user"] : ["systemctl"], Target = "web.service", IsUserUnit = isUser },
        };
        return ServiceEngines.Create(spec, _commands, TimeProvider.System)!;
    }
}
