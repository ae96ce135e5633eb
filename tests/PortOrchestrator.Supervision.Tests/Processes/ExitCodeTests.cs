using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Tests.Processes;

/// <summary>Exit codes of processes that are somebody else's children.</summary>
[CancelAfter(60_000)]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ExitCodeTests : ProcessFixture
{
    // Since then the kernel keeps it for whoever held on to the process.
    private static bool IsTold => Environment.OSVersion.Version >= new Version(6, 15);

    [TestCase("exit 7", 7)]
    [TestCase("exit 0", 0)]
    [TestCase("kill -9 $$", 137)]
    public async Task WaitForExitCodeAsync_SomebodyElsesChild_IsToldOrNull(string end, int expected)
    {
        // The middle shell ends at once, so that the inner one is handed to whoever collects orphans.
        Launch("sh", "-c", $"(sh -c 'echo child $$; sleep 0.3; {end}' &)");
        var child = Inspector.Identify((await ChildrenAsync(1))[0])!;

        var code = await Inspector.WaitForExitCodeAsync(child);

        Assert.That(code, IsTold ? Is.EqualTo(expected) : Is.EqualTo(expected).Or.Null);
    }

    [Test]
    public async Task WaitForExitCodeAsync_ProcessIsGone_IsUnknown()
    {
        var process = Launch("true");
        await process.Exited;

        Assert.That(await Inspector.WaitForExitCodeAsync(process.Identity), Is.Null);
    }

    [TestCase("exit 7", 7)]
    [TestCase("exit 0", 0)]
    public async Task Zombie_OfThisUser_TellsItsStatus(string end, int expected)
    {
        // A parent that does not collect its children keeps them as zombies.
        Launch("sh", "-c", $"sh -c 'echo child $$; {end}' & exec sleep 60");
        var pid = (await ChildrenAsync(1))[0];
        await Until(() => ProcessStat.Read(pid) is { State: 'Z' });
        var zombie = new ProcessIdentity(pid, ProcessStat.Read(pid)!.Value.StartTime, "");

        Assert.That(ZombieStatus.Read(zombie), Is.EqualTo(expected << 8));
        Assert.That(ZombieStatus.Read(zombie with { StartTime = 1 }), Is.Null);
    }

    [Test]
    public void FindMarked_ProcessWithTheMark_IsFoundWithoutItsParentBeingKnown()
    {
        var process = Launch("sleep", "60");

        Assert.That(Inspector.FindMarked(Instance), Is.EqualTo(new[] { process.Identity }));
        Assert.That(Inspector.FindMarked("another"), Is.Empty);
    }
}
