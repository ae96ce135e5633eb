using System.Diagnostics;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace PortOrchestrator.PowerShell.Tests;

/// <summary>Real services under a real supervisor, driven from PowerShell.</summary>
[NonParallelizable]
[CancelAfter(120_000)]
[Platform("Linux")]
internal sealed class EndToEndTests
{
    private static readonly string Program = $"exec dotnet {ModuleLayout.Program("tests/TestService", "testservice")}";

    private static readonly string Services = $$"""
        { "project_name": "shop", "services": [
          { "name": "db", "tier": 1, "start_command": "{{Program}} --listen --print 'up on '$PORT",
            "ports": { "default": { "mode": "auto" } }, "health_check": "tcp://localhost:$PORT" },
          { "name": "web", "tier": 3, "start_command": "{{Program}} --listen --http --print 'db at '$DB_PORT",
            "ports": { "default": { "mode": "auto" } }, "health_check": "http://localhost:$PORT/health", "dependencies": ["db"] } ] }
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
        var services = Snapshots(start).ToDictionary(s => s.Name);
        Assert.That(services.Values.Select(s => s.State), Is.All.EqualTo(ServiceState.Running));
        Assert.That(services.Values.Select(s => s.Health), Is.All.EqualTo(ServiceHealth.Healthy));
        Assert.That(start.Progress, Is.Not.Empty);
        Assert.That(start.Progress.GroupBy(p => p.ActivityId).Select(g => g.Last().RecordType), Is.All.EqualTo(ProgressRecordType.Completed));

        Assert.That(Snapshots(_shell.Run("Start-ProjectServices")).Select(s => s.Pid), Is.EqualTo(services.Values.Select(s => s.Pid)), "what runs is left as it is");

        var port = services["db"].Ports.Single().Port;
        Assert.That(_shell.Run("(Get-ProjectService db | Get-PortAllocation).Port").Output.Single().BaseObject, Is.EqualTo(port));
        Assert.That(_shell.Run("(Get-PortOwner $args[0]).Allocation.Service", port).Output.Select(o => o.BaseObject), Is.EqualTo(new[] { "db" }));
        Assert.That(_shell.Run("Test-PortAvailable $args[0]", port).Output.Single().BaseObject, Is.False);
        Assert.That(_shell.Run("(Get-ProjectServiceLog web -Tail 1).Text").Output.Single().BaseObject, Is.EqualTo($"db at {port}"));
        Assert.That(_shell.Run("Get-ProjectService d* | Get-ProjectServiceLog -Pattern '^up'").Output.Select(o => ((LogLine)o.BaseObject).Service), Is.EqualTo(new[] { "db" }));
        Assert.That(_shell.Run("Get-ProjectServiceLog -Grep '^up' -Since 1h -Tail 5").Output.Select(o => ((LogLine)o.BaseObject).Service), Does.Contain("db"));
        Assert.That(_shell.Run("Get-ProjectServiceLog -Since ([timespan]::Zero)").Output, Is.Empty);
        Assert.That(_shell.Run("Get-ProjectServiceLog -Since ([datetime]::Now.AddHours(-1))").Output, Is.Not.Empty);
        Assert.That(_shell.Run("Wait-ProjectService -Timeout 5").Errors, Is.Empty);
        Assert.That(_shell.Run("Clear-ProjectServiceLog web -WhatIf; @(Get-ProjectServiceLog web).Count").Output.Single().BaseObject, Is.GreaterThan(0));
        Assert.That(Snapshots(_shell.Run("Get-ProjectService web | Clear-ProjectServiceLog -PassThru")).Single().Pid, Is.EqualTo(services["web"].Pid));
        Assert.That(_shell.Run("Get-ProjectServiceLog web").Output, Is.Empty);
        Assert.That(_shell.Run("Get-ProjectServiceLog db").Output, Is.Not.Empty);

        var restarted = Snapshots(_shell.Run("Get-ProjectService web | Restart-ProjectService -PassThru")).Single();
        Assert.That(restarted.Pid, Is.Not.EqualTo(services["web"].Pid));
        Assert.That(restarted.Ports, Is.EqualTo(services["web"].Ports));

        var stop = _shell.Run("Get-ProjectService | Stop-ProjectService -PassThru");
        Assert.That(stop.Errors, Is.Empty);
        Assert.That(Snapshots(stop).Select(s => s.State), Is.EqualTo(new[] { ServiceState.Stopped, ServiceState.Stopped }));
        Assert.That(Directory.Exists($"/proc/{services["db"].Pid}"), Is.False);
        Assert.That(_shell.Run("Stop-ProjectServices").Output, Is.Empty);
    }

    [Test]
    public void ScaleAndUpdate_ChangeWhatRunsAndLeaveTheRestAlone()
    {
        const string before = """{ "services": [ { "name": "db", "start_command": "exec sleep 300" }, { "name": "web", "start_command": "exec sleep 300" } ] }""";
        _shell.Write(".project-services.json", before);
        var started = Snapshots(_shell.Run("Start-ProjectServices")).ToDictionary(s => s.Name);

        var scaled = _shell.Run("Set-ProjectServiceScale web 2 -PassThru");
        Assert.That(scaled.Errors, Is.Empty);
        Assert.That(Snapshots(scaled).Select(s => (s.Name, s.State)), Is.EqualTo(new[] { ("web", ServiceState.Running), ("web-1", ServiceState.Running) }));
        Assert.That(Snapshots(_shell.Run("Stop-ProjectService web -PassThru")).Select(s => s.State), Is.All.EqualTo(ServiceState.Stopped));

        _shell.Write(".project-services.json", before.Replace("\"web\"", "\"api\"", StringComparison.Ordinal));
        var updated = Snapshots(_shell.Run("Update-ProjectServices -PassThru")).ToDictionary(s => s.Name);
        Assert.That(updated.Keys, Is.EquivalentTo(new[] { "db", "api" }));
        Assert.That(updated["db"].Pid, Is.EqualTo(started["db"].Pid));

        _shell.Write(".project-services.json", "{");
        var refused = _shell.Run("Update-ProjectServices");
        Assert.That(refused.Terminating is not null || refused.Errors.Any(), "a file with errors is refused");
        Assert.That(Snapshots(_shell.Run("Get-ProjectService db")).Single().Pid, Is.EqualTo(started["db"].Pid));
    }

    [Test]
    public void SendSignal_RunningServices_ReachesThemAndSaysWhomItDoesNot()
    {
        _shell.Write(".project-services.json", """
            { "services": [
              { "name": "web", "start_command": "trap 'touch heard' USR1; while :; do sleep 0.05; done" },
              { "name": "off", "start_command": "exec sleep 300", "disabled": true } ] }
            """);
        var started = Snapshots(_shell.Run("Start-ProjectServices")).ToDictionary(s => s.Name);
        var heard = Path.Combine(_shell.Project, "heard");

        Assert.That(_shell.Run("Send-ProjectServiceSignal web USR1 -ParentOnly -WhatIf").Errors, Is.Empty);
        Assert.That(File.Exists(heard), Is.False);
        var sent = _shell.Run("Send-ProjectServiceSignal web, off sigusr1 -ParentOnly -PassThru");
        Assert.That(() => File.Exists(heard), Is.True.After(10_000, 20));
        Assert.That(Snapshots(sent).Select(s => s.Name), Is.EqualTo(new[] { "web" }));
        Assert.That(sent.Errors.Single().ToString(), Does.Contain("'off' does not run"));
        Assert.That(Snapshots(_shell.Run("Get-ProjectService web")).Single().Pid, Is.EqualTo(started["web"].Pid));

        Assert.That(_shell.Run("Get-ProjectService web | Send-ProjectServiceSignal -Signal KILL").Errors, Is.Empty);
        Assert.That(() => Directory.Exists($"/proc/{started["web"].Pid}"), Is.False.After(10_000, 20));
        var wrong = _shell.Run("Send-ProjectServiceSignal web NONE");
        Assert.That((wrong.Terminating ?? wrong.Errors.Single()).ToString(), Does.Contain("no signal 'NONE'"));
    }

    [Test]
    public void Faces_CommandLineLibraryAndCmdlets_SeeEachOthersWork()
    {
        _shell.Write(".project-services.json", Services);
        var byLibrary = ChildProcess.Run(ModuleLayout.Program("docs/samples/embedding", "embedding"), _shell.Project);
        Assert.That(byLibrary.ExitCode, Is.Zero, byLibrary.Errors);

        var byCmdlet = Snapshots(_shell.Run("Get-ProjectService")).ToList();
        Assert.That(byCmdlet.Select(s => $"{s} {string.Join(' ', s.Ports)}"), Is.EqualTo(byLibrary.Lines));
        Assert.That(byCmdlet.Select(s => s.State), Is.All.EqualTo(ServiceState.Running));

        using (var byCommandLine = JsonDocument.Parse(Portorch("ps", "--json").Output))
        {
            var listed = byCommandLine.RootElement.GetProperty("services").EnumerateArray().Select(s => (s.GetProperty("name").GetString(), s.GetProperty("pid").GetInt32()));
            Assert.That(listed, Is.EqualTo(byCmdlet.Select(s => (s.Name, s.Pid))));
        }

        Assert.That(_shell.Run("Stop-ProjectService web").Errors, Is.Empty);
        Assert.That(Portorch("ps").Output, Does.Match(@"(?m)^\s*web\b.*\bstopped\b"));
        Assert.That(Portorch("start", "web").ExitCode, Is.Zero);
        Assert.That(Snapshots(_shell.Run("Get-ProjectService web")).Single().State, Is.EqualTo(ServiceState.Running));

        Assert.That(Portorch("port", "allocate", "web").Lines.Single(), Is.EqualTo($"{byCmdlet.Single(s => s.Name == "web").Ports.Single().Port}"));
        var made = (PortAllocation)_shell.Run("New-PortAllocation extra").Output.Single().BaseObject;
        Assert.That(Portorch("port", "allocate", "extra").Lines.Single(), Is.EqualTo($"{made.Port}"));

        Assert.That(Portorch("down").ExitCode, Is.Zero);
        Assert.That(Snapshots(_shell.Run("Get-ProjectService")).Select(s => s.State), Is.All.EqualTo(ServiceState.Stopped));
    }

    [Test]
    public async Task Start_StoppedWhileItWaits_ReturnsAtOnce()
    {
        _shell.Write(".project-services.json", """{ "services": [ { "name": "slow", "start_command": "exec sleep 600", "health_check": "exec:false" } ] }""");
        using var shell = _shell.Create();
        var running = shell.AddScript("Start-ProjectServices").BeginInvoke();
        while (!shell.Streams.Progress.Any(p => p.Activity == "slow" && p.StatusDescription.StartsWith("starting", StringComparison.Ordinal))) await Task.Delay(20);
        var clock = Stopwatch.StartNew();
        shell.Stop();
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(1)));
        Assert.That(() => shell.EndInvoke(running), Throws.InstanceOf<PipelineStoppedException>());
        Assert.That(Snapshots(_shell.Run("Get-ProjectService slow")).Single().State, Is.EqualTo(ServiceState.Starting), "what was started goes on");
    }

    [Test]
    public void Start_PortOfARequiredServiceIsTaken_ErrorNamesTheHolder()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _shell.Write(".project-services.json", $$"""{ "services": [ { "name": "web", "start_command": "exec sleep 600", "port": {{port}} } ] }""");
        var result = _shell.Run("Start-ProjectServices");
        var error = result.Errors.Single();
        Assert.That(error.FullyQualifiedErrorId, Does.StartWith("PortConflict,"));
        Assert.That(error.TargetObject, Is.EqualTo(port));
        Assert.That(error.ToString(), Does.Contain($"{port}").And.Contain($"{Environment.ProcessId}"));
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
        var web = Snapshots(_shell.Run("Start-ProjectServices")).Single(s => s.Name == "web");
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
    public void Invoke_Service_GivesOutputAndExitCodeAndStopsWhatItHasStarted()
    {
        _shell.Write(".project-services.json", """
            { "services": [
              { "name": "db", "start_command": "exec sleep 300" },
              { "name": "job", "kind": "task", "start_command": "printf '%s\\n'", "dependencies": ["db"], "success_exit_codes": [0] },
              { "name": "bad", "kind": "task", "start_command": "echo half; exit 7" } ] }
            """);

        var good = _shell.Run("Invoke-ProjectService job -- --first 'two words' '$HOME'; $LASTEXITCODE");
        Assert.That(good.Terminating, Is.Null, $"{good.Terminating}");
        Assert.That(good.Output.Select(o => $"{o}"), Is.EqualTo(new[] { "--first", "two words", "$HOME", "0" }));
        Assert.That(Snapshots(_shell.Run("Get-ProjectService db")).Single().State, Is.EqualTo(ServiceState.Stopped), "it was not up before");

        var bad = _shell.Run("Invoke-ProjectService bad -ErrorAction SilentlyContinue -ErrorVariable told; $LASTEXITCODE; $told[0].FullyQualifiedErrorId");
        Assert.That(bad.Output.Select(o => $"{o}"), Is.EqualTo(new[] { "half", "7", "ServiceFailed,PortOrchestrator.PowerShell.Commands.InvokeProjectServiceCommand" }));
    }

    [Test]
    public async Task Invoke_Stopped_EndsTheService()
    {
        _shell.Write(".project-services.json", """{ "services": [ { "name": "talk", "start_command": "echo $$; echo more; exec sleep 300" } ] }""");
        using var shell = _shell.Create();
        var lines = new PSDataCollection<PSObject>();
        var first = new TaskCompletionSource();
        lines.DataAdded += (_, _) => first.TrySetResult();
        var running = shell.AddScript("Invoke-ProjectService talk").BeginInvoke<PSObject, PSObject>(null, lines);
        await first.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var clock = Stopwatch.StartNew();
        shell.Stop();
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(1)));
        Assert.That(() => shell.EndInvoke(running), Throws.InstanceOf<PipelineStoppedException>());
        Assert.That(() => Directory.Exists($"/proc/{lines[0]}"), Is.False.After(20_000, 50));
    }

    [Test]
    public void Stop_All_StopsEveryProject()
    {
        const string one = """{ "services": [ { "name": "web", "start_command": "exec sleep 300" } ] }""";
        _shell.Write("one/.project-services.json", one);
        _shell.Write("two/.project-services.json", one);
        Assert.That(_shell.Run("Start-ProjectServices -Path one, two").Errors, Is.Empty);

        Assert.That(_shell.Run("Stop-ProjectServices -All -WhatIf").Errors, Is.Empty);
        Assert.That(Snapshots(_shell.Run("Get-ProjectService -All")).Select(s => s.State), Is.EqualTo(new[] { ServiceState.Running, ServiceState.Running }));
        Assert.That(_shell.Run("Get-ProjectServiceLog -Supervisor -Path one").Output, Is.Not.Empty);
        Assert.That(_shell.Run("Stop-ProjectServices -All").Errors, Is.Empty);
        Assert.That(Snapshots(_shell.Run("Get-ProjectService -All")).Select(s => s.State), Is.EqualTo(new[] { ServiceState.Stopped, ServiceState.Stopped }));
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

    private static IEnumerable<ServiceSnapshot> Snapshots(ShellResult result) => result.Output.Select(o => (ServiceSnapshot)o.BaseObject);

    private ChildProcess Portorch(params string[] arguments) => ChildProcess.Run(ModuleLayout.PortableProgram, _shell.Project, arguments);
}
