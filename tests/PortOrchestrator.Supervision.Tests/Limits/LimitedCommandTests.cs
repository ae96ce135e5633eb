using PortOrchestrator.Supervision.Limits;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Tests.Processes;

namespace PortOrchestrator.Supervision.Tests.Limits;

[CancelAfter(60_000)]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class LimitedCommandTests : ProcessFixture
{
    private readonly List<string> _warnings = [];

    [SetUp]
    public void Forget() => _warnings.Clear();

    [Test]
    public async Task Apply_OpenFiles_HoldsFromTheStartAndCannotBeRaised()
    {
        var request = Apply(new ServiceLimits { OpenFiles = 77 }, "sh", "-c", "ulimit -Sn; ulimit -Hn; echo \"$0\" \"$1\"", "an argument", "it's \"quoted\" $x");

        await Launch(request).Exited;

        Assert.That(ReadOutput(), Is.EqualTo("77\n77\nan argument it's \"quoted\" $x\n"));
        Assert.That(_warnings, Is.Empty);
    }

    [Test]
    public async Task Apply_OpenFiles_KeepsPidAndExitCode()
    {
        var process = Launch(Apply(new ServiceLimits { OpenFiles = 77 }, "sh", "-c", "echo $$; exit 9"));

        Assert.That(await process.Exited, Is.EqualTo(9));
        Assert.That(ReadOutput().Trim(), Is.EqualTo(process.Identity.Pid.ToString()));
    }

    [Test]
    public void Apply_MoreFilesThanAllowed_WarnsAndGivesWhatIsAllowed()
    {
        var request = Apply(new ServiceLimits { OpenFiles = int.MaxValue }, "true");

        Assert.That(_warnings, Has.One.Contains("open_files").And.One.Contains("ulimit -Hn"));
        Assert.That(request.Arguments, Has.No.Member(int.MaxValue.ToString()));
    }

    [Test]
    public void Apply_NoLimits_ChangesNothing()
    {
        var request = Request("true");

        Assert.That(Keeper(null).Apply(request, ServiceLimits.None, "x", _warnings.Add).Request, Is.SameAs(request));
        Assert.That(_warnings, Is.Empty);
    }

    [Test]
    public void Apply_NoSuchProgram_IsToldAsEver() => Assert.That(
        () => Apply(new ServiceLimits { OpenFiles = 77 }, "no-such-program"), Throws.InstanceOf<LaunchException>().With.Message.Contains("no-such-program"));

    [Test]
    public void Apply_NothingDelegated_WarnsOnceOfAllThatIsNotEnforced()
    {
        var request = Request("true");

        var limited = Keeper(null).Apply(request, new ServiceLimits { MemoryMegabytes = 100, CpuPercent = 50, Processes = 10 }, "x", _warnings.Add);

        Assert.That((limited.Request, limited.Group), Is.EqualTo((request, (ServiceCgroup?)null)));
        Assert.That(_warnings, Has.Count.EqualTo(1).And.One.Contains("memory_mb, cpu_percent, processes are not enforced").And.One.Contains("Delegate=yes"));
    }

    private LaunchRequest Apply(ServiceLimits limits, params string[] arguments) =>
        Keeper(null).Apply(Request(arguments), limits, "x", _warnings.Add).Request;

    private static LimitKeeper Keeper(CgroupDelegation? delegation) => new(() => delegation);
}
