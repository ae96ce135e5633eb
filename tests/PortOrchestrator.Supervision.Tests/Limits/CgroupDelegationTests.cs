using PortOrchestrator.Supervision.Limits;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Tests.Processes;

namespace PortOrchestrator.Supervision.Tests.Limits;

/// <summary>On folders that stand for the tree of control groups, whose files keep what is written into them.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class CgroupDelegationTests : ProcessFixture
{
    private const string Membership = "12:pids:/other\n0::/user.slice/run-1.scope\n";
    private readonly List<string> _warnings = [];

    private string Mount => Path.Combine(Folder, "cgroup");

    private string Scope => Path.Combine(Mount, "user.slice/run-1.scope");

    [SetUp]
    public void CreateTree()
    {
        _warnings.Clear();
        Directory.CreateDirectory(Scope);
        Write("cgroup.controllers", "cpuset cpu io memory pids\n");
        Write("cgroup.subtree_control", "\n");
        Write("cgroup.procs", "4711\n");
    }

    [Test]
    public void Find_Delegated_MovesItselfAndHandsTheControllersDown()
    {
        var delegation = CgroupDelegation.Find(Mount, Membership)!;

        Assert.That(delegation.Folder, Is.EqualTo(Scope));
        Assert.That((delegation.Has("memory"), delegation.Has("io")), Is.EqualTo((true, false)));
        Assert.That(Read("cgroup.subtree_control"), Is.EqualTo("+memory +cpu +pids").Or.EqualTo("+cpu +memory +pids"));
        Assert.That(Read("portorch-supervisor/cgroup.procs"), Is.EqualTo("4711"), "the last one that was moved");
    }

    [Test]
    public void Find_AgainFromItsOwnGroup_WorksBesideTheFirst()
    {
        _ = CgroupDelegation.Find(Mount, Membership);
        Write("cgroup.subtree_control", "cpu memory pids\n");

        var again = CgroupDelegation.Find(Mount, "0::/user.slice/run-1.scope/portorch-supervisor\n")!;

        Assert.That(again.Folder, Is.EqualTo(Scope));
    }

    [TestCase("12:memory:/x\n")]
    [TestCase("0::/no/such\n")]
    [TestCase("")]
    public void Find_NothingDelegated_IsNull(string membership) => Assert.That(CgroupDelegation.Find(Mount, membership), Is.Null);

    [Test]
    public void Find_NoControllerOfOurs_IsNull()
    {
        Write("cgroup.controllers", "hugetlb\n");

        Assert.That(CgroupDelegation.Find(Mount, Membership), Is.Null);
    }

    [Test]
    public void Apply_Delegated_MakesTheGroupWithItsLimitsAndJoinsIt()
    {
        var group = Path.Combine(Scope, "portorch-x-web");
        Directory.CreateDirectory(group);
        foreach (var file in new[] { "memory.max", "cpu.max", "pids.max" }) File.WriteAllText(Path.Combine(group, file), "max");
        var keeper = new LimitKeeper(() => CgroupDelegation.Find(Mount, Membership));

        var limits = new ServiceLimits { MemoryMegabytes = 64.5, CpuPercent = 150, Processes = 20 };
        var (request, made) = keeper.Apply(Request("true"), limits, "portorch-x-web", _warnings.Add);

        Assert.That(made!.Folder, Is.EqualTo(group));
        Assert.That(File.ReadAllText(Path.Combine(group, "memory.max")), Is.EqualTo("67633152"));
        Assert.That(File.ReadAllText(Path.Combine(group, "cpu.max")), Is.EqualTo("150000 100000"));
        Assert.That(File.ReadAllText(Path.Combine(group, "pids.max")), Is.EqualTo("20"));
        Assert.That(request.Arguments, Has.Member(Path.Combine(group, "cgroup.procs")));
        Assert.That(_warnings, Is.Empty);
    }

    [Test]
    public void Apply_OneControllerMissing_WarnsOfThatOne()
    {
        Write("cgroup.controllers", "memory pids\n");
        var keeper = new LimitKeeper(() => CgroupDelegation.Find(Mount, Membership));

        var (_, made) = keeper.Apply(Request("true"), new ServiceLimits { MemoryMegabytes = 64, CpuPercent = 150 }, "web", _warnings.Add);

        Assert.That(made, Is.Not.Null);
        Assert.That(_warnings, Has.Count.EqualTo(1).And.One.Contains("cpu_percent is not enforced"));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Apply_RealControlGroup_HasTheServiceAndAllThatItStarts()
    {
        // A group without controllers can be made by root wherever the tree of version 2 is mounted writable.
        var mount = new[] { "/sys/fs/cgroup", "/sys/fs/cgroup/unified" }.FirstOrDefault(m => File.Exists(Path.Combine(m, "cgroup.procs")));
        var folder = Path.Combine(mount ?? Folder, $"portorch-test-{Environment.ProcessId}");
        try
        {
            if (mount is null) Assert.Ignore("there is no tree of control groups of version 2");
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Assert.Ignore("control groups cannot be made here");
        }

        try
        {
            var arguments = LimitedCommand.Wrap(["/bin/sh", "-c", "cat /proc/self/cgroup; (grep ^0:: /proc/self/cgroup)"], null, folder);
            var code = await Launch(Request([.. arguments])).Exited;

            Assert.That(code, Is.Zero, ReadOutput());
            Assert.That(ReadOutput().Split('\n').Count(l => l.StartsWith("0::", StringComparison.Ordinal) && l.EndsWith(Path.GetFileName(folder), StringComparison.Ordinal)), Is.EqualTo(2));
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(Scope, file), text);

    private string Read(string file) => File.ReadAllText(Path.Combine(Scope, file));
}
