using NSubstitute;

namespace PortOrchestrator.Host.Tests.Commands;

[CancelAfter(30_000)]
public class PsCommandTests
{
    [Test]
    public async Task Ps_Json_IsExactlyTheDocumentedDocument()
    {
        var run = new CommandRun();
        var started = new DateTimeOffset(2026, 1, 31, 10, 30, 0, 250, TimeSpan.FromHours(1));
        var api = new ServiceSnapshot
        {
            Name = "api-0",
            Service = "api",
            Replica = 0,
            Tier = 2,
            Kind = ServiceKind.Process,
            Scope = ServiceScope.Checkout,
            State = ServiceState.Running,
            Health = ServiceHealth.Healthy,
            Pid = 4711,
            Ports = [new("default", 8000, PortProtocol.Tcp), new("stats", 8125, PortProtocol.Udp)],
            Restarts = 1,
            Required = true,
            StartedAt = started,
            ReadyAt = started.AddSeconds(2),
            LogPath = "/state/logs/api-0.log",
            Resources = new ServiceResources
            {
                CpuPercent = 12.5,
                CpuTime = TimeSpan.FromSeconds(3.25),
                MemoryBytes = 1 << 20,
                Processes = 2,
                Descriptors = 9,
                ListeningPorts = [8000],
            },
        };
        var task = Given.Service("täsk", ServiceState.Failed) with { Kind = ServiceKind.Task, Required = false, ExitCode = 137, Reason = "It's \"gone\"." };
        run.Session.GetSnapshotAsync(default).ReturnsForAnyArgs(Given.Snapshot(api, task) with
        {
            Checkout = "wt-1",
            Supervisor = new SupervisorInfo(99, "/run/s", started),
        });

        var exit = await run.RunAsync("ps", "--json");

        const string expected =
            """{"project":"shop","projectId":"0123456789ab","checkout":"wt-1","root":"/srv/shop","supervisor":{"pid":99,"endpoint":"/run/s","startedAt":"2026-01-31T09:30:00.250Z"},"services":["""
            + """{"name":"api-0","service":"api","replica":0,"tier":2,"kind":"process","scope":"checkout","state":"running","health":"healthy","pid":4711"""
            + ""","ports":[{"name":"default","port":8000,"protocol":"tcp"},{"name":"stats","port":8125,"protocol":"udp"}],"restarts":1,"exitCode":null,"required":true,"reason":null"""
            + ""","startedAt":"2026-01-31T09:30:00.250Z","readyAt":"2026-01-31T09:30:02.250Z","logPath":"/state/logs/api-0.log","resources":{"cpuPercent":12.5,"cpuSeconds":3.25,"memoryBytes":1048576,"processes":2,"descriptors":9,"listening":[8000]},"drift":null},"""
            + """{"name":"täsk","service":"täsk","replica":0,"tier":3,"kind":"task","scope":"checkout","state":"failed","health":"none","pid":null,"ports":[],"restarts":0,"exitCode":137,"required":false"""
            + ""","reason":"It's \"gone\".","startedAt":null,"readyAt":null,"logPath":"/state/logs/täsk.log","resources":null,"drift":null}]}""" + "\n";
        Assert.That((exit, run.Terminal.OutText, run.Terminal.ErrorText), Is.EqualTo((0, expected, "")));
    }

    [Test]
    public async Task Ps_ConfigurationThatIsBroken_IsToldBesideWhatRuns()
    {
        var problem = new Diagnostic { Severity = DiagnosticSeverity.Error, Code = "PO1006", Message = "no JSON", Location = new SourceLocation("/srv/shop/f.json", 3, 5) };
        var status = new ConfigurationStatus
        {
            IsWatched = true,
            Problem = "The configuration has 1 error; what runs was left alone.",
            Diagnostics = [problem],
            FailedAt = new DateTimeOffset(2026, 1, 31, 9, 30, 0, TimeSpan.Zero),
        };
        var run = new CommandRun();
        run.Session.GetSnapshotAsync(default).ReturnsForAnyArgs(Given.Snapshot(Given.Service("web")) with { Configuration = status });

        Assert.That(await run.RunAsync("ps"), Is.Zero);
        Assert.That(run.Terminal.OutText, Does.Contain("web"));
        Assert.That(run.Terminal.ErrorText, Does.Contain("/srv/shop/f.json:3:5").And.Contain("no JSON").And.Contain("what runs was left alone"));

        var json = new CommandRun();
        json.Session.GetSnapshotAsync(default).ReturnsForAnyArgs(Given.Snapshot() with { Configuration = status });
        await json.RunAsync("ps", "--json");
        Assert.That(json.Terminal.OutText, Does.EndWith(
            ""","configuration":{"watched":true,"problem":"The configuration has 1 error; what runs was left alone.","failedAt":"2026-01-31T09:30:00.000Z","diagnostics":["""
            + """{"severity":"error","code":"PO1006","message":"no JSON","file":"/srv/shop/f.json","line":3,"column":5,"hint":null}]}}""" + "\n"));
    }

    [Test]
    public async Task Ps_JsonWithoutSupervisor_SaysNull()
    {
        var run = new CommandRun();
        run.Session.GetSnapshotAsync(default).ReturnsForAnyArgs(Given.Snapshot());
        await run.RunAsync("ps", "--json");
        Assert.That(
            run.Terminal.OutText,
            Is.EqualTo("""{"project":"shop","projectId":"0123456789ab","checkout":"main","root":"/srv/shop","supervisor":null,"services":[]}""" + "\n"));
    }

    [Test]
    public async Task Ps_AllJson_IsAList()
    {
        var run = new CommandRun();
        run.Machine.GetSnapshotsAsync(default).ReturnsForAnyArgs([Given.Snapshot(), Given.Snapshot()]);
        await run.RunAsync("ps", "--all", "--json");
        Assert.That(run.Terminal.OutText, Does.StartWith("[{\"project\":\"shop\"").And.EndWith("]}]\n"));
    }

    [Test]
    public async Task Ps_All_GroupsByProject()
    {
        var run = new CommandRun();
        run.Machine.GetSnapshotsAsync(default).ReturnsForAnyArgs(
            [Given.Snapshot(Given.Service("web")), Given.Snapshot(Given.Service("web")) with { Checkout = "wt-1", Root = "/srv/wt" }]);
        await run.RunAsync("ps", "--all");
        Assert.That(run.Terminal.OutText, Does.StartWith("shop  /srv/shop\nSERVICE").And.Contain("\n\nshop (wt-1)  /srv/wt\nSERVICE"));
    }

    [Test]
    public async Task Ps_Tier_LeavesOthersOut()
    {
        var run = new CommandRun();
        run.Session.GetSnapshotAsync(default).ReturnsForAnyArgs(Given.Snapshot(Given.Service("db") with { Tier = 1 }, Given.Service("web")));
        await run.RunAsync("ps", "--tier", "0-2");
        Assert.That(run.Terminal.OutText, Does.Contain("db").And.Not.Contain("web"));
    }
}
