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
        _run.Registry.InspectAsync(default, default).ReturnsForAnyArgs([Given.Allocation(20017) with { Socket = PortSocketState.Free }]);
        await _run.RunAsync("port", "list", "--project", "shop");
        await _run.Registry.Received().InspectAsync(new PortQuery { ProjectId = Given.Project.ProjectId }, Arg.Any<CancellationToken>());
        Assert.That(
            _run.Terminal.OutText,
            Is.EqualTo("PORT   PROTOCOL  PROJECT  CHECKOUT  SERVICE  NAME     STATE  HEALTH  PID  SOCKET\n20017  tcp       shop     main      web      default  -      -       -    free\n"));
    }

    [Test]
    public async Task List_Json_CarriesEveryField()
    {
        _run.Registry.InspectAsync(default, default).ReturnsForAnyArgs(
            [Given.Allocation(20017) with { Socket = PortSocketState.Listening, Listener = new PortHolder { Port = 20017, Address = "::", Pid = 12, Command = "nginx" } }]);
        await _run.RunAsync("port", "list", "--json");
        Assert.That(
            _run.Terminal.OutText,
            Is.EqualTo(
                """[{"port":20017,"protocol":"tcp","project":"shop","projectId":"0123456789ab","checkout":"main","root":"/srv/shop","service":"web","name":"default","replica":0,"mode":"auto","wanted":null"""
                + ""","allocatedAt":"2026-01-31T09:30:00.000Z","state":null,"health":null,"pid":null,"persistence":"stable","ownerPid":null,"conflict":null"""
                + ""","socket":"listening","listener":{"port":20017,"protocol":"tcp","address":"::","pid":12,"command":"nginx","user":null,"allocation":null}}]""" + "\n"));
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

    [Test]
    public async Task List_SomebodyOnAPort_IsShownAndAStrangerIsWarnedOf()
    {
        var stranger = new PortHolder { Port = 20017, Address = "::", Pid = 12, Command = "nginx", User = "root" };
        var own = new PortHolder { Port = 20018, Address = "127.0.0.1", Pid = 13, Command = "node api.js" };
        _run.Registry.InspectAsync(default, default).ReturnsForAnyArgs(
        [
            Given.Allocation(20017) with { Conflict = stranger, Listener = stranger, Socket = PortSocketState.Taken },
            Given.Allocation(20018, "api") with { State = ServiceState.Running, Health = ServiceHealth.Healthy, Pid = 13, Listener = own, Socket = PortSocketState.Listening },
            Given.Allocation(20019, "db") with { Socket = PortSocketState.Free },
        ]);
        Assert.That(await _run.RunAsync("port", "list"), Is.Zero);
        var lines = _run.Terminal.OutText.Split('\n');
        Assert.That(lines[0], Does.EndWith("SOCKET     LISTENER"));
        Assert.That(lines[1], Does.EndWith("taken      nginx (pid 12)"));
        Assert.That(lines[2], Does.Contain("running  healthy  13   listening  node api.js (pid 13)"));
        Assert.That(lines[3], Does.EndWith("free       -"));
        Assert.That(
            _run.Terminal.ErrorText,
            Is.EqualTo("warning: port 20017 belongs to service 'web' of project 'shop' (/srv/shop), but nginx (pid 12, user root, on ::) listens on it; "
                + "stop process 12, or give the port up to get another one: portorch port release --port 20017\n"));
    }

    [Test]
    public async Task Allocate_Lease_IsBoundToItsOwnerAndTime()
    {
        Allocate(new PortAllocationResult { Outcome = PortOutcome.Allocated, Allocation = Given.Allocation(9000) });
        Assert.That(await _run.RunAsync("port", "allocate", "web", "--lease", "--owner", "42", "--ttl", "30"), Is.Zero);
        await _run.Registry.Received().AllocateAsync(
            Arg.Is<PortRequest>(r => r.Persistence == PortPersistence.Lease && r.OwnerPid == 42 && r.TimeToLive == TimeSpan.FromSeconds(30)), Arg.Any<CancellationToken>());
    }

    [Test]
    public async Task Allocate_Ephemeral_IsAskedFor()
    {
        Allocate(new PortAllocationResult { Outcome = PortOutcome.Allocated, Allocation = Given.Allocation(40000) });
        await _run.RunAsync("port", "allocate", "web", "--ephemeral", "--ttl", "5");
        await _run.Registry.Received().AllocateAsync(Arg.Is<PortRequest>(r => r.Persistence == PortPersistence.Ephemeral), Arg.Any<CancellationToken>());
    }

    [TestCase("--lease")]
    [TestCase("--ephemeral")]
    [TestCase("--owner 5")]
    [TestCase("--lease --owner 0")]
    [TestCase("--lease --owner me")]
    [TestCase("--ephemeral --ttl 5 --prefer 80")]
    [TestCase("--ephemeral --ttl 5 --block 2")]
    [TestCase("--block 0")]
    [TestCase("--block 1001")]
    [TestCase("--block 2 --exact 80")]
    public async Task Allocate_ContradictoryOptions_IsWrongUsage(string options)
    {
        Assert.That(await _run.RunAsync(["port", "allocate", "web", .. options.Split(' ')]), Is.EqualTo(2));
        await _run.Registry.DidNotReceiveWithAnyArgs().AllocateAsync(default!, default);
        await _run.Registry.DidNotReceiveWithAnyArgs().AllocateBlockAsync(default!, default);
    }

    [TestCase(new string[] { }, "0 1 2")]
    [TestCase(new[] { "--name", "shard" }, "shard-0 shard-1 shard-2")]
    public async Task Allocate_Block_NamesItsPortsAndPrintsThem(string[] more, string names)
    {
        PortBlockRequest? asked = null;
        _run.Registry.AllocateBlockAsync(Arg.Do<PortBlockRequest>(r => asked = r), default).ReturnsForAnyArgs(
            new PortBlockResult { Outcome = PortOutcome.Allocated, Allocations = [Given.Allocation(7000), Given.Allocation(7001), Given.Allocation(7002)] });
        Assert.That(await _run.RunAsync(["port", "allocate", "web", "--block", "3", "--prefer", "7000", .. more]), Is.Zero);
        Assert.That(_run.Terminal.OutText, Is.EqualTo("7000\n7001\n7002\n"));
        Assert.That(string.Join(' ', asked!.Members.Select(m => m.Name)), Is.EqualTo(names));
        Assert.That(asked.Members.Select(m => m.Port), Is.EqualTo(new int?[] { 7000, null, null }));
    }

    [TestCase(PortOutcome.Conflict, "PortConflict")]
    [TestCase(PortOutcome.PoolExhausted, "PoolExhausted")]
    public async Task Allocate_BlockRefused_ExitsWith6(PortOutcome outcome, string code)
    {
        _run.Registry.AllocateBlockAsync(default!, default).ReturnsForAnyArgs(new PortBlockResult { Outcome = outcome, Reason = "Full." });
        Assert.That(await _run.RunAsync("port", "allocate", "web", "--block", "3", "--json"), Is.EqualTo(6));
        Assert.That(_run.Terminal.OutText, Does.Contain($"\"code\":\"{code}\"").And.Contain("Full."));
    }

    [Test]
    public async Task Allocate_Verbose_TellsTheDecisionApartFromTheData()
    {
        Allocate(Decision());
        await _run.RunAsync("port", "allocate", "web", "--prefer", "6379", "--verbose");
        Assert.That(_run.Terminal.OutText, Is.EqualTo("6380\n"));
        Assert.That(_run.Terminal.ErrorText, Is.EqualTo("6379 (asked for): held by redis-server (pid 12)\n6380 (next to the preferred one): given\nIt is taken.\n"));
    }

    [Test]
    public async Task Allocate_Json_CarriesTheDecision()
    {
        Allocate(Decision());
        await _run.RunAsync("port", "allocate", "web", "--prefer", "6379", "--json");
        using var document = System.Text.Json.JsonDocument.Parse(_run.Terminal.OutText);
        var root = document.RootElement;
        Assert.That((root.GetProperty("outcome").GetString(), root.GetProperty("port").GetInt32(), root.GetProperty("wanted").GetInt32()), Is.EqualTo(("allocated", 6380, 6379)));
        Assert.That(root.GetProperty("candidates")[0].GetRawText(), Is.EqualTo("""{"port":6379,"origin":"written","verdict":"inuse","owner":null}"""));
        Assert.That(root.GetProperty("holder").GetProperty("pid").GetInt32(), Is.EqualTo(12));
        Assert.That(root.GetProperty("allocation").GetProperty("service").GetString(), Is.EqualTo("web"));
    }

    [Test]
    public async Task Allocate_JsonPoolExhausted_CarriesTheTopHolders()
    {
        Allocate(new PortAllocationResult { Outcome = PortOutcome.PoolExhausted, Reason = "Full.", TopHolders = [new PortUsage("other", "main", "/o", 9)], Examined = 10 });
        Assert.That(await _run.RunAsync("port", "allocate", "web", "--json"), Is.EqualTo(6));
        Assert.That(
            _run.Terminal.OutText,
            Does.StartWith("""{"error":{"code":"PoolExhausted",""").And.Contain("""topHolders":[{"project":"other","checkout":"main","root":"/o","count":9}]""").And.Contain("\"examined\":10"));
    }

    [TestCase(null, "PORTORCH_PROJECT=shop\nPORTORCH_CHECKOUT=main\nWEB_HOST=localhost\nWEB_PORT=20017\n")]
    [TestCase("bash", "export PORTORCH_PROJECT='shop'\nexport PORTORCH_CHECKOUT='main'\nexport WEB_HOST='localhost'\nexport WEB_PORT='20017'\n")]
    [TestCase("powershell", "$env:PORTORCH_PROJECT = 'shop'\n$env:PORTORCH_CHECKOUT = 'main'\n$env:WEB_HOST = 'localhost'\n$env:WEB_PORT = '20017'\n")]
    public async Task Export_Format_IsThatOfTheReader(string? format, string text)
    {
        _run.Registry.ListAsync(default, default).ReturnsForAnyArgs([Given.Allocation(20017)]);
        Assert.That(await _run.RunAsync(format is null ? ["port", "export"] : ["port", "export", "--format", format]), Is.Zero);
        Assert.That((_run.Terminal.OutText, _run.Terminal.ErrorText), Is.EqualTo((text, "")));
        await _run.Registry.Received().ListAsync(
            new PortQuery { ProjectId = Given.Project.ProjectId, Checkout = Given.Project.Checkout }, Arg.Any<CancellationToken>());
    }

    [Test]
    public async Task Export_TwoServicesWithOneVariable_IsAnErrorAndPrintsNothing()
    {
        _run.Registry.ListAsync(default, default).ReturnsForAnyArgs([Given.Allocation(1, "a-b"), Given.Allocation(2, "a.b")]);
        Assert.That(await _run.RunAsync("port", "export"), Is.EqualTo(2));
        Assert.That(_run.Terminal.OutText, Is.Empty);
        Assert.That(_run.Terminal.ErrorText, Does.Contain("A_B_PORT"));
    }

    [Test]
    public async Task Export_JsonAndOtherFormat_IsWrongUsage() => Assert.That(await _run.RunAsync("port", "export", "--json", "--format", "bash"), Is.EqualTo(2));

    private static PortAllocationResult Decision() => new()
    {
        Outcome = PortOutcome.Allocated,
        Allocation = Given.Allocation(6380),
        Wanted = 6379,
        Holder = new PortHolder { Port = 6379, Pid = 12, Command = "redis-server", Address = "::" },
        Candidates = [new(6379, PortOrigin.Written, PortCandidateVerdict.InUse), new(6380, PortOrigin.Following, PortCandidateVerdict.Given)],
        Examined = 2,
        Reason = "It is taken.",
    };

    private void Allocate(PortAllocationResult result) => _run.Registry.AllocateAsync(default!, default).ReturnsForAnyArgs(result);
}
