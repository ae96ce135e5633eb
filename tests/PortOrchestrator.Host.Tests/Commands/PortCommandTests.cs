using NSubstitute;

namespace PortOrchestrator.Host.Tests.Commands;

[CancelAfter(30_000)]
public class PortCommandTests
{
    private CommandRun _run = null!;

    [SetUp]
    public void SetUp() => _run = new CommandRun();

    [Test]
    public async Task Allocate_Service_PrintsJustThePort()
    {
        Allocate(new PortAllocationResult { Outcome = PortOutcome.Allocated, Allocation = Given.Allocation(20017) });
        Assert.That(await _run.RunAsync("port", "allocate", "web"), Is.Zero);
        Assert.That((_run.Terminal.OutText, _run.Terminal.ErrorText), Is.EqualTo(("20017\n", "")));
    }

    [Test]
    public async Task Allocate_Options_ReachTheRegistry()
    {
        Allocate(new PortAllocationResult { Outcome = PortOutcome.Allocated, Allocation = Given.Allocation(9000) });
        await _run.RunAsync("port", "allocate", "web", "--name", "admin", "--prefer", "9000", "--range", "9000-9010", "--protocol", "udp", "--project", "other");
        await _run.Machine.Received().ResolveProjectAsync("other", true, Arg.Any<CancellationToken>());
        await _run.Registry.Received().AllocateAsync(
            new PortRequest
            {
                Project = Given.Project,
                Service = "web",
                Name = "admin",
                Mode = PortMode.Prefer,
                Port = 9000,
                Range = new PortRange(9000, 9010),
                Protocol = PortProtocol.Udp,
            },
            Arg.Any<CancellationToken>());
    }

    [Test]
    public async Task Allocate_ExactTaken_ExitsWith6()
    {
        Allocate(new PortAllocationResult { Outcome = PortOutcome.Conflict, Reason = "Port 9000 is held by nginx (pid 12)." });
        Assert.That(await _run.RunAsync("port", "allocate", "web", "--exact", "9000"), Is.EqualTo(6));
        Assert.That(_run.Terminal.OutText, Is.Empty);
        Assert.That(_run.Terminal.ErrorText, Does.StartWith("error: Port 9000 is held by nginx (pid 12).\n").And.Contain("--prefer 9000"));
    }

    [Test]
    public async Task Allocate_PreferAndExact_IsWrongUsage() =>
        Assert.That(await _run.RunAsync("port", "allocate", "web", "--exact", "1", "--prefer", "2"), Is.EqualTo(2));

    [Test]
    public async Task Test_FreeOrTaken_IsTheExitCode()
    {
        _run.Registry.TestAsync(1, default, default).ReturnsForAnyArgs(new PortTestResult { Port = 80, Available = true });
        Assert.That(await _run.RunAsync("port", "test", "80"), Is.Zero);
        _run.Registry.TestAsync(1, default, default).ReturnsForAnyArgs(new PortTestResult { Port = 80, Available = false, Reason = "Taken by init." });
        Assert.That(await _run.RunAsync("port", "test", "80"), Is.EqualTo(1));
        Assert.That(_run.Terminal.OutText, Is.EqualTo("Port 80 is free.\nTaken by init.\n"));
    }

    [Test]
    public async Task List_WithProject_AsksForItAlone()
    {
        _run.Registry.ListAsync(default, default).ReturnsForAnyArgs([Given.Allocation(20017)]);
        await _run.RunAsync("port", "list", "--project", "shop");
        await _run.Registry.Received().ListAsync(new PortQuery { ProjectId = Given.Project.ProjectId }, Arg.Any<CancellationToken>());
        Assert.That(
            _run.Terminal.OutText,
            Is.EqualTo("PORT   PROTOCOL  PROJECT  CHECKOUT  SERVICE  NAME     STATE  HEALTH  PID\n20017  tcp       shop     main      web      default  -      -       -\n"));
    }

    [Test]
    public async Task List_Json_CarriesEveryField()
    {
        _run.Registry.ListAsync(default, default).ReturnsForAnyArgs([Given.Allocation(20017)]);
        await _run.RunAsync("port", "list", "--json");
        Assert.That(
            _run.Terminal.OutText,
            Is.EqualTo(
                """[{"port":20017,"protocol":"tcp","project":"shop","projectId":"0123456789ab","checkout":"main","root":"/srv/shop","service":"web","name":"default","replica":0,"mode":"auto","wanted":null"""
                + ""","allocatedAt":"2026-01-31T09:30:00.000Z","state":null,"health":null,"pid":null}]""" + "\n"));
    }

    [Test]
    public async Task Release_ByPort_NeedsNoProject()
    {
        _run.Registry.ReleaseAsync(default!, default).ReturnsForAnyArgs([Given.Allocation(20017)]);
        Assert.That(await _run.RunAsync("port", "release", "--port", "20017"), Is.Zero);
        await _run.Registry.Received().ReleaseAsync(new PortQuery { Port = 20017 }, Arg.Any<CancellationToken>());
        Assert.That(_run.Terminal.OutText, Is.EqualTo("Released 20017/tcp of service 'web' of project 'shop'.\n"));
    }

    [TestCase("release")]
    [TestCase("release web --port 1")]
    [TestCase("release --port 1 --name x")]
    public async Task Release_Unclear_IsWrongUsage(string line) => Assert.That(await _run.RunAsync(["port", .. line.Split(' ')]), Is.EqualTo(2));

    [Test]
    public async Task Prune_DryRun_ChangesNothing()
    {
        _run.Registry.PruneAsync(default, default).ReturnsForAnyArgs([Given.Allocation(20017)]);
        await _run.RunAsync("port", "prune", "--dry-run");
        await _run.Registry.Received().PruneAsync(true, Arg.Any<CancellationToken>());
        Assert.That(_run.Terminal.ErrorText, Is.EqualTo("Would collect 1 port.\n"));
    }

    private void Allocate(PortAllocationResult result) => _run.Registry.AllocateAsync(default!, default).ReturnsForAnyArgs(result);
}
