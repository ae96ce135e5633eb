using System.Diagnostics;
using PortOrchestrator.PortRegistry.Processes;

namespace PortOrchestrator.PortRegistry.Tests;

internal sealed class OwnerInspectorTests
{
    private static readonly OwnerIdentity Self = OwnerIdentity.OfThisProcess();

    private static IEnumerable<IOwnerInspector> Inspectors()
    {
        yield return OwnerInspector.ForThisSystem();
        if (OperatingSystem.IsLinux()) yield return new LinuxOwnerInspector(Self.BootId, Self.PidNamespace);
    }

    [TestCaseSource(nameof(Inspectors))]
    public void Look_ThisProcess_IsAlive(IOwnerInspector inspector) => Assert.That(inspector.Look(Self), Is.EqualTo(OwnerState.Alive));

    [TestCaseSource(nameof(Inspectors))]
    [CancelAfter(30_000)]
    public void Look_ProcessThatHasEnded_IsDead(IOwnerInspector inspector)
    {
        using var child = Sleep();
        var owner = OwnerIdentity.OfProcess(child.Id)!;
        Assert.That(inspector.Look(owner), Is.EqualTo(OwnerState.Alive));

        child.Kill();
        child.WaitForExit();

        Assert.That(inspector.Look(owner), Is.EqualTo(OwnerState.Dead));
        Assert.That(OwnerIdentity.OfProcess(child.Id), Is.Null);
    }

    [TestCaseSource(nameof(Inspectors))]
    public void Look_LaterProcessWithTheSameId_IsDead(IOwnerInspector inspector) =>
        Assert.That(inspector.Look(Self with { Started = Self.Started - (2 * TimeSpan.TicksPerSecond) }), Is.EqualTo(OwnerState.Dead));

    [Test]
    [Platform("Linux")]
    public void Look_ProcessOfAnEarlierBoot_IsDeadWhateverItsNamespace()
    {
        var afterReboot = new LinuxOwnerInspector("another boot", Self.PidNamespace);

        Assert.That(afterReboot.Look(Self), Is.EqualTo(OwnerState.Dead));
        Assert.That(afterReboot.Look(Self with { PidNamespace = "pid:[1]" }), Is.EqualTo(OwnerState.Dead));
    }

    [Test]
    [Platform("Linux")]
    public void Look_ProcessOfAnotherNamespace_IsUnknownEvenIfItsIdIsFree()
    {
        var inspector = new LinuxOwnerInspector(Self.BootId, "pid:[1]");

        Assert.That(inspector.Look(Self), Is.EqualTo(OwnerState.Unknown));
        Assert.That(inspector.Look(Self with { Pid = 1 << 30 }), Is.EqualTo(OwnerState.Unknown));
    }

    [Test]
    [Platform("Linux")]
    public void Look_BootOrNamespaceThatNobodyKnows_IsUnknown()
    {
        Assert.That(OwnerInspector.ForThisSystem().Look(Self with { BootId = null }), Is.EqualTo(OwnerState.Unknown));
        Assert.That(OwnerInspector.ForThisSystem().Look(Self with { PidNamespace = null }), Is.EqualTo(OwnerState.Unknown));
        Assert.That(new LinuxOwnerInspector(null, Self.PidNamespace).Look(Self), Is.EqualTo(OwnerState.Unknown));
        Assert.That(new LinuxOwnerInspector(Self.BootId, null).Look(Self), Is.EqualTo(OwnerState.Unknown));
    }

    [Test]
    [Platform("Linux")]
    [CancelAfter(30_000)]
    public void Look_Zombie_IsDead()
    {
        // The program that the shell becomes does not know of the child, and so never reaps it.
        using var parent = Process.Start(new ProcessStartInfo("sh", ["-c", "sleep 0.2 & echo $!; exec sleep 60"]) { RedirectStandardOutput = true })!;
        try
        {
            var pid = int.Parse(parent.StandardOutput.ReadLine()!);
            var owner = OwnerIdentity.OfProcess(pid);
            Assert.That(() => ProcessStat.Read(pid)?.State, Is.EqualTo('Z').After(10_000, 10));

            Assert.That(OwnerIdentity.OfProcess(pid), Is.Null);
            Assert.That(OwnerInspector.ForThisSystem().Look(owner ?? Self with { Pid = pid, Started = ProcessStat.Read(pid)!.Started }), Is.EqualTo(OwnerState.Dead));
        }
        finally
        {
            parent.Kill();
            parent.WaitForExit();
        }
    }

    [Test]
    [CancelAfter(30_000)]
    public void Look_SystemWithoutBootIds_GoesByTheTimeOfDay()
    {
        var inspector = new ClockOwnerInspector();
        using var child = Sleep();
        var owner = new OwnerIdentity(child.Id, ProcessClock.Started(child.Id)!.Value, null, null);

        Assert.That(inspector.Look(owner), Is.EqualTo(OwnerState.Alive));
        Assert.That(inspector.Look(owner with { Started = owner.Started - (2 * TimeSpan.TicksPerSecond) }), Is.EqualTo(OwnerState.Dead), "the id was reused");
        Assert.That(inspector.Look(owner with { BootId = "x" }), Is.EqualTo(OwnerState.Unknown));
        Assert.That(inspector.Look(owner with { Started = 0 }), Is.EqualTo(OwnerState.Unknown));
        child.Kill();
        child.WaitForExit();
        Assert.That(inspector.Look(owner), Is.EqualTo(OwnerState.Dead));
    }

    [TestCase("1 (a) b) S 7 1 1 0 -1 4194560 1 1 0 0 0 0 0 0 20 0 1 0 4321 1000", "a) b", 'S', 7, 1, 4321)]
    [TestCase("22 (systemd) Z 1 22 22 0 -1 4194560 1 1 0 0 0 0 0 0 20 0 1 0 99", "systemd", 'Z', 1, 22, 99)]
    public void Parse_StatLine_IsRead(string line, string name, char state, int parent, int session, long started) =>
        Assert.That(ProcessStat.Parse(System.Text.Encoding.UTF8.GetBytes(line)), Is.EqualTo(new ProcessStat(name, state, parent, session, started)));

    [TestCase("")]
    [TestCase("1 (a")]
    [TestCase("1 (a) ")]
    [TestCase("1 (a) S 7 1 1 0")]
    [TestCase(")(")]
    public void Parse_AnythingElse_IsNone(string line) => Assert.That(ProcessStat.Parse(System.Text.Encoding.UTF8.GetBytes(line)), Is.Null);

    [Test]
    [Platform("Linux")]
    [CancelAfter(30_000)]
    public void BoundedProgram_Always_EndsInTime()
    {
        Assert.That(BoundedProgram.Read("sh", ["-c", "echo out; echo err >&2; exit 3"], TimeSpan.FromSeconds(20)), Is.EqualTo("out\n"));
        Assert.That(BoundedProgram.Read("no-such-program-anywhere", [], TimeSpan.FromSeconds(20)), Is.Null);
        Assert.That(BoundedProgram.Read("sh", ["-c", "echo out; sleep 600"], TimeSpan.FromMilliseconds(300)), Is.Null);
    }

    private static Process Sleep() => OperatingSystem.IsWindows() ? Process.Start("ping", "-n 60 127.0.0.1") : Process.Start("sleep", "60");
}
