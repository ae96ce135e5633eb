using System.Text;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Tests.Processes;

[CancelAfter(60_000)]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class LinuxProcessInspectorTests : ProcessFixture
{
    [Test]
    public async Task IsAlive_ProcessThenEnded_Follows()
    {
        var process = Launch("sleep", "60");
        Assert.That(Inspector.Identify(process.Identity.Pid), Is.EqualTo(process.Identity));
        Assert.That(Inspector.CommandLine(process.Identity.Pid), Is.EqualTo("sleep 60"));
        Assert.That(Inspector.Signal(process.Identity, 9), Is.True);
        await process.Exited;
        Assert.That(Inspector.IsAlive(process.Identity), Is.False);
        Assert.That(Inspector.Signal(process.Identity, 9), Is.False);
        Assert.That(Inspector.CommandLine(process.Identity.Pid), Is.Null);
    }

    [Test]
    public async Task IsBusy_ProcessThatWorks_IsBusyUntilItSleeps()
    {
        var asleep = Launch("sleep", "60").Identity;
        var working = Launch("sh", "-c", "while :; do :; done").Identity;
        await Until(() => !Inspector.IsBusy(asleep));

        Assert.That(Inspector.IsBusy(working), Is.True);
        Assert.That(Inspector.IsBusy(working with { StartTime = working.StartTime - 1 }), Is.False, "somebody else has its number now");
    }

    [Test]
    public async Task IsBusy_DescendantWorks_IsBusyUnlessItHasASessionOfItsOwn()
    {
        var parent = Launch("sh", "-c", "sh -c 'while :; do :; done' & wait").Identity;
        var elsewhere = Launch("sh", "-c", "setsid sh -c 'while :; do :; done' & wait").Identity;
        await Until(() => Inspector.FindTree(elsewhere, null).Count > 1 && ProcessStat.Read(elsewhere.Pid) is { State: 'S' });
        await Until(() => ProcessStat.Read(parent.Pid) is { State: 'S' });

        Assert.That(Inspector.IsBusy(parent), Is.True);
        await Until(() => !Inspector.IsBusy(elsewhere));
    }

    [Test]
    [Platform("Linux")]
    public async Task FindTreeAsync_ManyAskAtOnce_EachSeesWhatWasThereWhenItAsked()
    {
        var finder = (ITreeFinder)Inspector;
        var asked = new List<Task<IReadOnlyList<ProcessIdentity>>>();
        var started = new List<ProcessIdentity>();
        for (var i = 0; i < 20; i++)
        {
            started.Add(Launch("sleep", "60").Identity);
            asked.Add(finder.FindTreeAsync(started[i], null, []));
        }

        var found = await Task.WhenAll(asked);

        Assert.That(found.Select(f => f.Single()), Is.EqualTo(started));
    }

    [Test]
    public void Signal_OtherStartTimeOrBoot_IsNotDelivered()
    {
        var process = Launch("sleep", "60").Identity;
        Assert.That(Inspector.Signal(process with { StartTime = process.StartTime - 1 }, 9), Is.False);
        Assert.That(Inspector.Signal(process with { BootId = "another" }, 9), Is.False);
        Assert.That(Inspector.IsAlive(process), Is.True);
    }

    [Test]
    public async Task WaitForExitAsync_AlienProcess_EndsWithIt()
    {
        Launch(TestService, "--spawn", "1", "--spawn-setsid");
        var child = Inspector.Identify((await ChildrenAsync(1))[0])!;
        var wait = Inspector.WaitForExitAsync(child);
        Assert.That(wait.IsCompleted, Is.False);
        Inspector.Signal(child, 9);
        await wait;
        Assert.That(Inspector.IsAlive(child), Is.False);
        await Inspector.WaitForExitAsync(child);
    }

    [Test]
    public void WaitForExitAsync_Cancelled_Throws()
    {
        var process = Launch("sleep", "60");
        using var cancel = new CancellationTokenSource(50);
        Assert.That(async () => await Inspector.WaitForExitAsync(process.Identity, cancel.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task FindTree_EscapedGrandchild_IsFoundByInstanceOnly()
    {
        var process = Launch(TestService, "--spawn", "1", "--spawn-setsid", "--exit-after", "200");
        var child = (await ChildrenAsync(1))[0];
        await Until(() => ProcessStat.Read(child) is { } s && s.Session == child);
        await process.Exited;
        Assert.That(Inspector.FindTree(process.Identity, Instance).Select(p => p.Pid), Is.EqualTo(new[] { child }));
        Assert.That(Inspector.FindTree(process.Identity, "another"), Is.Empty);
        Assert.That(Inspector.FindTree(process.Identity, Instance[..^1]), Is.Empty, "a prefix of an id is another id");
    }

    [Test]
    public void Parse_NameWithParenthesesAndSpaces_ReadsFields()
    {
        var text = "12 (a) S 1 (b c\n) Z 3 4 5 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 9876 1 2"u8;
        Assert.That(ProcessStat.Parse(12, text), Is.EqualTo(new ProcessStat(12, 'Z', 3, 5, 9876)));
    }

    [Test]
    public void Parse_AnyCutOfARealLine_NeverThrows()
    {
        var text = Encoding.UTF8.GetBytes("12 (a) S 3 4 5 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 9876 1 2");
        for (var length = 0; length < text.Length; length++)
            Assert.That(() => ProcessStat.Parse(12, text.AsSpan(0, length)), Throws.Nothing);
    }
}
