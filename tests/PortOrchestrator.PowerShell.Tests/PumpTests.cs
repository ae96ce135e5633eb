using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using PortOrchestrator.PowerShell.TestCmdlets;

namespace PortOrchestrator.PowerShell.Tests;

[NonParallelizable]
[CancelAfter(60_000)]
internal sealed class PumpTests
{
    private Shell _shell = null!;

    [SetUp]
    public void SetUp()
    {
        TestPumpCommand.Ended = new TaskCompletionSource();
        TestPumpCommand.Started = new TaskCompletionSource();
        TestPumpCommand.IgnoreCancellation = false;
        _shell = new Shell(true, new SessionStateCmdletEntry("Test-Pump", typeof(TestPumpCommand), null));
    }

    [TearDown]
    public void TearDown() => _shell.Dispose();

    [Test]
    public void Write_FromManyThreads_EverythingArrivesOnThePipelineThread()
    {
        var result = _shell.Run("Test-Pump -Count 5000 -Verbose");
        Assert.That(result.Terminating, Is.Null);
        Assert.That(result.Output.Select(o => (int)o.BaseObject).Order(), Is.EqualTo(Enumerable.Range(0, 5000)));
        Assert.That(result.Verbose.Count(v => int.TryParse(v, out _)), Is.EqualTo(5000));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Stop_WhileTheWorkGoesOn_ReturnsWithinASecond(bool ignoreCancellation)
    {
        TestPumpCommand.IgnoreCancellation = ignoreCancellation;
        using var shell = _shell.Create();
        var running = shell.AddScript("Test-Pump -Endless").BeginInvoke();
        await TestPumpCommand.Started.Task;
        var clock = Stopwatch.StartNew();
        shell.Stop();
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(1)));
        Assert.That(() => shell.EndInvoke(running), Throws.InstanceOf<PipelineStoppedException>());
        Assert.That(shell.Streams.Error, Is.Empty);
        if (!ignoreCancellation) await TestPumpCommand.Ended.Task.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Test]
    public async Task Write_DownstreamHasEnough_TheWorkIsCancelled()
    {
        var result = _shell.Run("foreach ($once in 1) { Test-Pump -Endless | ForEach-Object { $_; break } }");
        Assert.That(result.Output, Has.Count.EqualTo(1));
        await TestPumpCommand.Ended.Task.WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Test]
    public void Confirm_WhatIf_AsksOnceAndDoesNot()
    {
        Assert.That(_shell.Run("Test-Pump -WhatIf -Verbose").Verbose, Does.Not.Contain("confirmed"));
        Assert.That(_shell.Run("Test-Pump -Verbose").Verbose, Does.Contain("confirmed"));
    }

    [Test]
    public void Failure_OfOneItemAmongSeveral_IsReportedAndTheRestGoesOn()
    {
        var result = _shell.Run("1, 2 | Test-Pump -Fail ServiceFailed");
        Assert.That(result.Terminating, Is.Null);
        Assert.That(result.Errors.Select(e => $"{e.TargetObject}"), Is.EqualTo(new[] { "1", "2" }));
        Assert.That(result.Errors.Select(e => e.FullyQualifiedErrorId), Is.All.StartsWith("ServiceFailed,"));
    }

    [Test]
    public void Failure_OfEverything_EndsTheCommand()
    {
        var result = _shell.Run("1, 2 | Test-Pump -Fail RegistryUnavailable");
        Assert.That(result.Terminating?.FullyQualifiedErrorId, Does.StartWith("RegistryUnavailable,"));
        Assert.That(result.Terminating?.CategoryInfo.Category, Is.EqualTo(ErrorCategory.OpenError));
    }

    [Test]
    public void Failure_Wrapped_IsUnwrapped()
    {
        var result = _shell.Run("Test-Pump -Fail wrapped");
        Assert.That(result.Terminating?.Exception, Is.InstanceOf<PortOrchestratorException>().With.Message.EqualTo("inside"));
        Assert.That(result.Terminating?.ErrorDetails.RecommendedAction, Does.Contain("Get-ProjectServiceLog"));
    }

    [Test]
    public void Failure_CancellationThatIsNotOurs_IsAnError() =>
        Assert.That(_shell.Run("Test-Pump -Fail cancel").Terminating?.FullyQualifiedErrorId, Does.StartWith("Unexpected,"));

    [Test]
    public void Failure_ErrorActionAndVariable_BehaveAsEverywhere()
    {
        var stopped = _shell.Run("1 | Test-Pump -Fail ServiceFailed -ErrorAction Stop; 'after'");
        Assert.That(stopped.Terminating, Is.Not.Null);
        Assert.That(stopped.Output, Is.Empty);
        var kept = _shell.Run("1 | Test-Pump -Fail ServiceFailed -ErrorAction SilentlyContinue -ErrorVariable e; $e.Count");
        Assert.That(kept.Errors, Is.Empty);
        Assert.That(kept.Output.Single().BaseObject, Is.EqualTo(1));
    }
}
