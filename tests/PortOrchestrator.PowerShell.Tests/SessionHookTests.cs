using System.Diagnostics;
using System.Management.Automation;
using PortOrchestrator.PowerShell.Sessions;

namespace PortOrchestrator.PowerShell.Tests;

/// <summary>The hook of the profile in a real engine; a program stands in for portorch and keeps what it was called with.</summary>
[Platform("Linux")]
[NonParallelizable]
[CancelAfter(180_000)]
internal sealed class SessionHookTests
{
    private const string SetLocation = "$null = $ExecutionContext.SessionState.Path.SetLocation($args[0])";

    private string? _earlier;
    private string _folder = "";

    private string Profile => Path.Combine(_folder, "profile", "Microsoft.PowerShell_profile.ps1");

    private string Log => Path.Combine(_folder, "log");

    [SetUp]
    public void SetUp()
    {
        _folder = Directory.CreateTempSubdirectory("po-hook-").FullName;
        var program = Path.Combine(_folder, "portorch");
        File.WriteAllText(program, $"#!/bin/sh\necho \"$PWD|$*\" >> '{Log}'\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _earlier = Environment.GetEnvironmentVariable("PORTORCH_PATH");
        Environment.SetEnvironmentVariable("PORTORCH_PATH", program);
    }

    [TearDown]
    public void TearDown()
    {
        Environment.SetEnvironmentVariable("PORTORCH_PATH", _earlier);
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void Register_WhatIfThenTwiceThenUnregister_ChangesTheProfileOnceAndBack()
    {
        using var shell = new Shell();
        Directory.CreateDirectory(Path.GetDirectoryName(Profile)!);
        File.WriteAllText(Profile, "function own { 'mine' }");
        shell.Run("$global:PROFILE = $args[0]", Profile);

        var asked = shell.Run("Register-ProjectSessionHook Pwsh -WhatIf -PassThru");
        var untouched = (File.ReadAllText(Profile), Directory.Exists(shell.Home));
        var first = shell.Run("Register-ProjectSessionHook -Shell Pwsh -PassThru");
        var written = File.ReadAllText(Profile);
        var second = shell.Run("(Register-ProjectSessionHook Pwsh -PassThru).Outcome");
        var removed = shell.Run("(Unregister-ProjectSessionHook Pwsh -PassThru).Outcome");

        Assert.That(asked.Output, Is.Empty);
        Assert.That(untouched, Is.EqualTo(("function own { 'mine' }", false)));
        Assert.That($"{first.Output.Single().Properties["File"].Value}", Is.EqualTo(Profile));
        Assert.That(written, Does.StartWith("function own { 'mine' }\n").And.Contain("portorch session hook"));
        Assert.That(System.Management.Automation.Language.Parser.ParseInput(written, out _, out var errors).EndBlock.Statements, Is.Not.Empty);
        Assert.That(errors, Is.Empty);
        Assert.That($"{second.Output.Single()}", Is.EqualTo("AlreadyInstalled"));
        Assert.That($"{removed.Output.Single()}", Is.EqualTo("Removed"));
        Assert.That(File.ReadAllText(Profile), Is.EqualTo("function own { 'mine' }"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Profile_LocationChanges_StartsSessionsBesideOtherHooksUntilTheModuleIsRemoved()
    {
        RegisterElsewhere();
        using var shell = new Shell(import: false);
        const string Own = "$global:seen = 0; $ExecutionContext.InvokeCommand.LocationChangedAction = [EventHandler[Management.Automation.LocationChangedEventArgs]]{ $global:seen++ }";
        shell.Run(Own);

        var loaded = shell.Run(". $args[0]", Profile);
        var imported = shell.Run("@(Get-Module PortOrchestrator).Count");
        var folders = Enumerable.Range(0, 3).Select(n => Directory.CreateDirectory(Path.Combine(_folder, $"f{n}")).FullName).ToList();
        shell.Run(SetLocation, folders[0]);
        await WaitAsync(() => Calls().Count == 1);
        shell.Run($"{SetLocation}; {SetLocation.Replace("$args[0]", "$args[1]", StringComparison.Ordinal)}", folders[1], folders[2]);
        await WaitAsync(() => Calls()[^1].StartsWith(folders[2] + '|', StringComparison.Ordinal));
        shell.Run("for ($i = 0; $i -lt 10; $i++) { " + SetLocation + " }", folders[2]);
        shell.Run("Remove-Module PortOrchestrator");
        await WaitAsync(() => Calls()[^1].Contains("|session end ", StringComparison.Ordinal));
        shell.Run(SetLocation, folders[0]);

        Assert.That(loaded.Output, Is.Empty);
        Assert.That($"{imported.Output.Single()}", Is.EqualTo("0"), "the profile imports nothing");
        // On a busy machine the shell may rest in the folder that it only passes through; that one passed through has no session is shown below.
        Assert.That(Calls().Where(c => !c.StartsWith(folders[1], StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            $"{folders[0]}|session start --move --budget 0 --agent shell --pid {Environment.ProcessId}",
            $"{folders[2]}|session start --move --budget 0 --agent shell --pid {Environment.ProcessId}",
            $"{Environment.CurrentDirectory}|session end --agent shell --pid {Environment.ProcessId}",
        }));
        Assert.That(int.Parse($"{shell.Run("$global:seen").Output.Single()}"), Is.GreaterThanOrEqualTo(4), "what was there before is still called");
        Assert.That($"{shell.Run("$ExecutionContext.InvokeCommand.LocationChangedAction.GetInvocationList().Count").Output.Single()}", Is.EqualTo("1"));
    }

    // The engine itself takes tens of milliseconds for a change in a host like this one, so what is ours is called, and timed, without it.
    [Test]
    public void OnChanged_ManyChanges_CostsMicroseconds()
    {
        const int Rounds = 5000;
        using var shell = new Shell();
        var engine = (EngineIntrinsics)shell.Run("$ExecutionContext").Output.Single().BaseObject;
        var changes = new List<LocationChangedEventArgs>();
        engine.InvokeCommand.LocationChangedAction = (_, change) => changes.Add(change);
        foreach (var name in new[] { "one", "two" }) shell.Run(SetLocation, Directory.CreateDirectory(Path.Combine(_folder, name)).FullName);
        engine.InvokeCommand.LocationChangedAction = null;
        Assert.That(changes, Has.Count.EqualTo(2));
        using var listener = new LocationListener(engine);
        Action<object?, EventArgs> hook = listener.OnChanged;

        // The best of several, since other processes have the processor now and then.
        var moving = Enumerable.Range(0, 5).Min(_ => Time(i => changes[i % 2]));
        var staying = Enumerable.Range(0, 5).Min(_ => Time(_ => changes[0]));

        TestContext.Out.WriteLine($"{moving * 1000:0.0} µs for a change, {staying * 1000:0.0} µs for none");
        Assert.That(new[] { moving, staying }, Is.All.LessThan(0.1), "milliseconds for each call");
        Assert.That(SpinWait.SpinUntil(() => Calls().Count == 1, 60_000), "it has seen where the shell is in the end");

        double Time(Func<int, LocationChangedEventArgs> change)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < Rounds; i++) hook(null, change(i));
            return watch.Elapsed.TotalMilliseconds / Rounds;
        }
    }

    [Test]
    public async Task Profile_ShellExits_EndsTheSession()
    {
        RegisterElsewhere();
        using (var shell = new Shell(import: false))
        {
            shell.Run(". $args[0]", Profile);
            shell.Run(SetLocation, _folder);
            await WaitAsync(() => Calls().Count == 1);
        }

        await WaitAsync(() => Calls().Count == 2);
        Assert.That(Calls()[1], Does.Contain("|session end --agent shell"));
    }

    private void RegisterElsewhere()
    {
        var program = Environment.GetEnvironmentVariable("PORTORCH_PATH");
        // What that shell itself does is not what this is about.
        Environment.SetEnvironmentVariable("PORTORCH_PATH", "/bin/true");
        using (var shell = new Shell()) shell.Run("$global:PROFILE = $args[0]; Register-ProjectSessionHook Pwsh; Remove-Module PortOrchestrator", Profile);
        Environment.SetEnvironmentVariable("PORTORCH_PATH", program);
        Assert.That(File.Exists(Profile));
    }

    private async Task WaitAsync(Func<bool> condition)
    {
        var limit = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.That(limit.Elapsed, Is.LessThan(TimeSpan.FromSeconds(60)), string.Join('\n', Calls()));
            await Task.Delay(20);
        }
    }

    private List<string> Calls() => File.Exists(Log) ? [.. File.ReadAllLines(Log)] : [];
}
