using System.Diagnostics;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Tests.Processes;

[CancelAfter(60_000)]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ProcessTreeStopperTests : ProcessFixture
{
    private const int Term = 15;

    [Test]
    public async Task StopAsync_ObedientTree_EndsWithoutKill()
    {
        var process = Launch("sh", "-c", "sleep 60 & sleep 61 & wait");
        await Until(() => Inspector.FindTree(process.Identity, null).Count == 3);
        var result = await StopAsync(process, TimeSpan.FromSeconds(10));
        Assert.That(result.Killed, Is.Empty);
        Assert.That(result.Survivors, Is.Empty);
        Assert.That(await process.Exited, Is.EqualTo(143));
        AssertGone(process);
    }

    [Test]
    public async Task StopAsync_GrandchildrenInOwnSessionsIgnoreTerm_AreKilledAtTheDeadlineAndNamed()
    {
        var process = Launch(TestService, "--spawn", "3", "--spawn-setsid", "--spawn-ignore-term");
        var children = await ChildrenAsync(3);
        await Until(() => children.All(c => ProcessStat.Read(c) is { } s && s.Session == c && IgnoresTerm(c)));
        var clock = Stopwatch.StartNew();
        var result = await StopAsync(process, TimeSpan.FromMilliseconds(500));
        Assert.That(clock.ElapsedMilliseconds, Is.InRange(450, 2500));
        Assert.That(result.Killed, Has.Count.EqualTo(3).And.All.Contains("testservice"));
        Assert.That(result.Survivors, Is.Empty);
        Assert.That(children.Select(Inspector.Identify), Is.All.Null);
        AssertGone(process);
    }

    [Test]
    public async Task StopAsync_RootDeadAndEnvironmentCleared_KnownMembersAreFound()
    {
        var process = Launch(TestService, "--spawn", "1", "--spawn-setsid", "--spawn-clear-env", "--exit-after", "300");
        var child = (await ChildrenAsync(1))[0];
        var known = Inspector.Identify(child)!;
        await process.Exited;
        var stopper = new ProcessTreeStopper(Inspector);
        await stopper.StopAsync(new TreeStopRequest { Root = process.Identity, Known = [known], Signal = Term, Timeout = TimeSpan.FromSeconds(5) }, default);
        Assert.That(Inspector.IsAlive(known), Is.False);
    }

    [Test]
    public async Task StopAsync_ForkDuringStop_NewMemberIsFound()
    {
        var process = Launch(TestService, "--spawn-on-term", "--spawn-setsid", "--print", "up");
        await Until(() => ReadOutput().Contains("up"));
        await StopAsync(process, TimeSpan.FromSeconds(10));
        var child = (await ChildrenAsync(1))[0];
        Assert.That(Inspector.Identify(child), Is.Null);
        AssertGone(process);
    }

    [Test]
    public async Task StopAsync_Forced_KillsAtOnce()
    {
        var process = Launch("sh", "-c", "trap '' TERM; echo up; while :; do sleep 1; done");
        await Until(() => ReadOutput().Contains("up"));
        using var force = new CancellationTokenSource();
        var clock = Stopwatch.StartNew();
        var stop = new ProcessTreeStopper(Inspector).StopAsync(RequestFor(process, TimeSpan.FromSeconds(30)), force.Token);
        await force.CancelAsync();
        var result = await stop;
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
        Assert.That(result.Killed, Is.Not.Empty);
        Assert.That(await process.Exited, Is.EqualTo(137));
    }

    [Test]
    public async Task StopAsync_StoppedProcess_IsContinuedToSeeItsSignal()
    {
        var process = Launch("sleep", "60");
        Inspector.Signal(process.Identity, 19);
        await Until(() => ProcessStat.Read(process.Identity.Pid) is { State: 'T' });
        var result = await StopAsync(process, TimeSpan.FromSeconds(10));
        Assert.That(result.Killed, Is.Empty);
        Assert.That(await process.Exited, Is.EqualTo(143));
    }

    [Test]
    public async Task StopAsync_Cancelled_LeavesTheTreeAlone()
    {
        var process = Launch("sh", "-c", "trap '' TERM; echo up; while :; do sleep 1; done");
        await Until(() => ReadOutput().Contains("up"));
        using var cancel = new CancellationTokenSource(100);
        Assert.That(
            async () => await new ProcessTreeStopper(Inspector).StopAsync(RequestFor(process, TimeSpan.FromSeconds(30)), default, cancel.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Inspector.IsAlive(process.Identity), Is.True);
    }

    [Test]
    public async Task StopAsync_ForeignProcesses_AreNotTouched()
    {
        var other = Launcher.Launch(Request("sleep", "60") with { Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" } });
        var process = Launch("sleep", "60");
        await StopAsync(process, TimeSpan.FromSeconds(5));
        Assert.That(Inspector.IsAlive(other.Identity), Is.True);
        Inspector.Signal(other.Identity, 9);
        await other.Exited;
    }

    private Task<TreeStopResult> StopAsync(LaunchedProcess process, TimeSpan timeout) =>
        new ProcessTreeStopper(Inspector).StopAsync(RequestFor(process, timeout), default);

    private TreeStopRequest RequestFor(LaunchedProcess process, TimeSpan timeout) =>
        new() { Root = process.Identity, InstanceId = Instance, Signal = Term, Timeout = timeout };

    private void AssertGone(LaunchedProcess process) => Assert.That(Inspector.FindTree(process.Identity, Instance), Is.Empty);

    // .NET catches the signal instead of ignoring it; bit 14 of SigCgt is SIGTERM.
    private static bool IgnoresTerm(int pid)
    {
        var caught = File.ReadLines($"/proc/{pid}/status").First(l => l.StartsWith("SigCgt", StringComparison.Ordinal))[8..];
        return (Convert.ToUInt64(caught.Trim(), 16) & (1UL << 14)) != 0;
    }
}
