using System.Diagnostics;
using System.Management.Automation;

namespace PortOrchestrator.PowerShell.Tests;

/// <summary>Real services under a real supervisor, driven from PowerShell.</summary>
[NonParallelizable]
[CancelAfter(120_000)]
[Platform("Linux")]
internal sealed class EndToEndTests
{
    private const string Services = """
        { "project_name": "shop", "services": [
          { "name": "db", "tier": 1, "start_command": "echo up on $PORT; exec sleep 600", "ports": { "default": { "mode": "auto" } } },
          { "name": "web", "tier": 3, "start_command": "echo db at $DB_PORT; exec sleep 600", "dependencies": ["db"] } ] }
        """;

    private Shell _shell = null!;

    [SetUp]
    public void SetUp() => _shell = new Shell();

    [TearDown]
    public void TearDown()
    {
        _shell.Run("Stop-ProjectServices -Timeout 2 -WarningAction SilentlyContinue");
        _shell.Dispose();
    }

    [Test]
    public void Lifecycle_StartUseRestartStop_EveryCommandSeesTheSame()
    {
        _shell.Write(".project-services.json", Services);
        var start = _shell.Run("Start-ProjectServices");
        Assert.That(start.Terminating, Is.Null, $"{start.Terminating}");
        Assert.That(start.Errors, Is.Empty);
        var services = start.Output.Select(o => (ServiceSnapshot)o.BaseObject).ToDictionary(s => s.Name);
        Assert.That(services.Values.Select(s => s.State), Is.All.EqualTo(ServiceState.Running));
        Assert.That(start.Progress, Is.Not.Empty);
        Assert.That(start.Progress.GroupBy(p => p.ActivityId).Select(g => g.Last().RecordType), Is.All.EqualTo(ProgressRecordType.Completed));

        var again = _shell.Run("Start-ProjectServices");
        Assert.That(again.Output.Select(o => ((ServiceSnapshot)o.BaseObject).Pid), Is.EqualTo(start.Output.Select(o => ((ServiceSnapshot)o.BaseObject).Pid)));

        var port = services["db"].Ports.Single().Port;
        Assert.That(_shell.Run("(Get-ProjectService db | Get-PortAllocation).Port").Output.Single().BaseObject, Is.EqualTo(port));
        Assert.That(_shell.Run("(Get-ProjectServiceLog web -Tail 1).Text").Output.Single().BaseObject, Is.EqualTo($"db at {port}"));
        Assert.That(_shell.Run("Wait-ProjectService -Timeout 5").Errors, Is.Empty);

        var restarted = (ServiceSnapshot)_shell.Run("Get-ProjectService web | Restart-ProjectService -PassThru").Output.Single().BaseObject;
        Assert.That(restarted.Pid, Is.Not.EqualTo(services["web"].Pid));

        var stop = _shell.Run("Get-ProjectService | Stop-ProjectService -PassThru");
        Assert.That(stop.Errors, Is.Empty);
        Assert.That(stop.Output.Select(o => ((ServiceSnapshot)o.BaseObject).State), Is.EqualTo(new[] { ServiceState.Stopped, ServiceState.Stopped }));
        Assert.That(Directory.Exists($"/proc/{services["db"].Pid}"), Is.False);
        Assert.That(_shell.Run("Stop-ProjectServices").Output, Is.Empty);
    }

    [Test]
    public void Start_RequiredServiceFails_ErrorNamesItWithExitCodeAndLog()
    {
        _shell.Write(".project-services.json", """{ "services": [ { "name": "bad", "kind": "task", "start_command": "echo oh no; exit 3" }, { "name": "opt", "kind": "task", "start_command": "exit 4", "required": false } ] }""");
        var result = _shell.Run("Start-ProjectServices");
        var error = result.Errors.Single();
        Assert.That(error.FullyQualifiedErrorId, Does.StartWith("ServiceFailed,"));
        Assert.That(error.CategoryInfo.Category, Is.EqualTo(ErrorCategory.InvalidResult));
        Assert.That(error.TargetObject, Is.EqualTo("bad"));
        Assert.That(error.ToString(), Does.Contain("3").And.Contain("oh no"));
        Assert.That(result.Warnings.Any(w => w.Contains("'opt'", StringComparison.Ordinal)), string.Join('\n', result.Warnings));
        Assert.That(result.Output, Has.Count.EqualTo(2), "the snapshots are written all the same");
    }

    [Test]
    public async Task Log_FollowStopped_EndsAtOnceAndTheServiceGoesOn()
    {
        _shell.Write(".project-services.json", Services);
        var web = _shell.Run("Start-ProjectServices").Output.Select(o => (ServiceSnapshot)o.BaseObject).Single(s => s.Name == "web");
        using var shell = _shell.Create();
        var lines = new PSDataCollection<PSObject>();
        var first = new TaskCompletionSource();
        lines.DataAdded += (_, _) => first.TrySetResult();
        var running = shell.AddScript("Get-ProjectServiceLog web -Follow").BeginInvoke<PSObject, PSObject>(null, lines);
        await first.Task.WaitAsync(TimeSpan.FromSeconds(10));
        var clock = Stopwatch.StartNew();
        shell.Stop();
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(1)));
        Assert.That(() => shell.EndInvoke(running), Throws.InstanceOf<PipelineStoppedException>());
        Assert.That(Directory.Exists($"/proc/{web.Pid}"));
    }

    [Test]
    public void Wait_TimeLimitPasses_IsAnErrorOfItsOwn()
    {
        _shell.Write(".project-services.json", Services);
        _shell.Run("Start-ProjectServices");
        var error = _shell.Run("Wait-ProjectService web -For Stopped -Timeout 0.2").Errors.Single();
        Assert.That(error.FullyQualifiedErrorId, Does.StartWith("Timeout,"));
        Assert.That(error.CategoryInfo.Category, Is.EqualTo(ErrorCategory.OperationTimeout));
    }
}
