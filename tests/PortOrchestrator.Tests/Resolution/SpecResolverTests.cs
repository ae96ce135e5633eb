using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Tests.Resolution;

internal sealed class SpecResolverTests
{
    private static readonly Dictionary<string, string> Inherited = new() { ["PATH"] = "/bin", ["HOME"] = "/home/ada" };

    [Test]
    public void Resolve_Ports_AreToldToEveryService()
    {
        var definition = Some.Definition(
            Some.Service("web", Some.Port(), Some.Port(name: "admin") with { EnvironmentVariable = "ADMIN" }) with
            {
                Readiness = new ProbeDefinition { Check = new HttpCheck { Url = "http://localhost:$PORT/health" } },
            },
            Some.Service("kafka-ui", Some.Port()),
            Some.Service("plain"));
        var plan = Some.Plan(("web", [Some.Held(3000), Some.Held(3001, "admin")]), ("kafka-ui", [Some.Held(4000)]));

        var specs = Resolve(definition, plan);

        var web = specs["web"].Environment;
        Assert.That(web["PORT"], Is.EqualTo("3000"));
        Assert.That(web["ADMIN"], Is.EqualTo("3001"));
        Assert.That(web["KAFKA_UI_PORT"], Is.EqualTo("4000"));
        Assert.That((web["PORTORCH_PROJECT"], web["PORTORCH_CHECKOUT"], web["PORTORCH_SERVICE"], web["PORTORCH_REPLICA"]), Is.EqualTo(("shop", "feature", "web", "0")));
        var plain = specs["plain"].Environment;
        Assert.That(plain.ContainsKey("PORT"), Is.False);
        Assert.That((plain["WEB_PORT"], plain["WEB_ADMIN_PORT"], plain["WEB_HOST"], plain["WEB_URL"]), Is.EqualTo(("3000", "3001", "localhost", "http://localhost:3000")));
        Assert.That(plain.ContainsKey("KAFKA_UI_URL"), Is.False, "only http services have a URL");
        Assert.That(specs["web"].Definition.Readiness!.Check, Is.EqualTo(new HttpCheck { Url = "http://localhost:3000/health" }).Using<ProbeCheck>((a, b) => a.ToString() == b.ToString()));
    }

    // Two worktrees whose Compose file has a 'name' would have one set of containers and volumes.
    [TestCase(false, ServiceKind.Process, PortMode.Prefer, null, "shop-feature")]
    [TestCase(false, ServiceKind.Daemon, PortMode.Prefer, null, "shop-feature")]
    [TestCase(false, ServiceKind.Daemon, PortMode.Exact, null, null)]
    [TestCase(false, ServiceKind.Compose, PortMode.Prefer, null, null)]
    [TestCase(true, ServiceKind.Process, PortMode.Prefer, null, null)]
    [TestCase(false, ServiceKind.Process, PortMode.Prefer, "mine", "mine")]
    public void Resolve_CommandsThatRunCompose_HaveAProjectOfTheirWorktree(bool isMain, ServiceKind kind, PortMode mode, string? callers, string? expected)
    {
        var project = Some.Project with { GitCommonDirectory = "/src/Shop/.git", Root = "/trees/x", Checkout = isMain ? ProjectIdentity.MainCheckout : "feature" };
        var inherited = new Dictionary<string, string>(Inherited);
        if (callers is not null) inherited["COMPOSE_PROJECT_NAME"] = callers;
        var definition = Some.Definition(Some.Service("db", Some.Port(5432, mode: mode)) with { Kind = kind });

        var environment = new SpecResolver(project, definition, new StatePaths("/state"), inherited).Resolve(Some.Plan(("db", [Some.Held(5432)]))).Services[0].Environment;

        Assert.That(environment.GetValueOrDefault("COMPOSE_PROJECT_NAME"), Is.EqualTo(expected));
    }

    [Test]
    public void Resolve_Environment_LaterLayersWin()
    {
        var definition = Some.Definition(Some.Service("web", Some.Port()) with
        {
            Environment = new Dictionary<string, string> { ["B"] = "own", ["C"] = "$A-$B-${NONE:-none}-$$HOME" },
        }) with
        {
            Environment = new Dictionary<string, string> { ["A"] = "project", ["B"] = "project", ["PATH"] = "/opt:$PATH" },
        };

        var environment = Resolve(definition, Some.Plan(("web", [Some.Held(3000)])))["web"].Environment;

        Assert.That((environment["A"], environment["B"], environment["C"], environment["PATH"]), Is.EqualTo(("project", "own", "project-own-none-$HOME", "/opt:/bin")));
    }

    [Test]
    public void Resolve_DefaultEnvironment_IsUnderEveryOtherLayer()
    {
        var definition = Some.Definition(Some.Service() with
        {
            DefaultEnvironment = new Dictionary<string, string> { ["HOME"] = "x", ["A"] = "x", ["B"] = "x", ["C"] = "$$C" },
            Environment = new Dictionary<string, string> { ["B"] = "own-$C" },
        }) with
        {
            Environment = new Dictionary<string, string> { ["A"] = "project" },
        };

        var environment = Resolve(definition, Some.Plan())["web"].Environment;

        Assert.That((environment["HOME"], environment["A"], environment["B"], environment["C"]), Is.EqualTo(("/home/ada", "project", "own-$C", "$C")));
    }

    [TestCase(null, "xterm-256color")]
    [TestCase("dumb", "xterm-256color")]
    [TestCase("tmux-256color", "tmux-256color")]
    public void Resolve_ServiceOnATerminal_IsToldOfItAndNotOfTheCallers(string? callers, string expected)
    {
        var inherited = new Dictionary<string, string> { ["COLUMNS"] = "200", ["LINES"] = "50" };
        if (callers is not null) inherited["TERM"] = callers;
        var definition = Some.Definition(
            Some.Service("web") with { Tty = true },
            Some.Service("own") with { Tty = true, Environment = new Dictionary<string, string> { ["TERM"] = "vt100", ["COLUMNS"] = "132" } },
            Some.Service("plain"));

        var specs = Resolve(definition, Some.Plan(), inherited);

        Assert.That(specs["web"].Environment["TERM"], Is.EqualTo(expected));
        Assert.That(specs["web"].Environment.Keys, Has.No.Member("COLUMNS").And.No.Member("LINES"));
        Assert.That((specs["own"].Environment["TERM"], specs["own"].Environment["COLUMNS"]), Is.EqualTo(("vt100", "132")));
        Assert.That((specs["plain"].Environment.GetValueOrDefault("TERM"), specs["plain"].Environment["LINES"]), Is.EqualTo((callers, "50")));
    }

    [Test]
    public void Resolve_WrittenPortThatDiffersFromTheAllocation_WinsWithAWarning()
    {
        var service = Some.Service("web", Some.Port()) with { Environment = new Dictionary<string, string> { ["PORT"] = "8080" } };

        var spec = Resolve(Some.Definition(service), Some.Plan(("web", [Some.Held(3000)])))["web"];

        Assert.That(spec.Environment["PORT"], Is.EqualTo("8080"));
        Assert.That(spec.Warnings, Is.EqualTo(["the variable PORT is set to '8080' by the configuration, but the port that was allocated is 3000"]));
    }

    [Test]
    public void Resolve_Templates_AreFilledInAndUnknownOnesStayWithAWarning()
    {
        var service = Some.Service("web") with
        {
            StartCommand = CommandLine.Exec("run", "{{ports.neo4j.bolt}}", "{{ .ports.neo4j }}", "{{branch}}", "{{ports.nobody}}"),
        };

        var spec = Resolve(Some.Definition(service, Some.Service("neo4j")), Some.Plan(("neo4j", [Some.Held(7474), Some.Held(7687, "bolt")])))["web"];

        Assert.That(spec.Command, Is.EqualTo(["run", "7687", "7474", "{{branch}}", "{{ports.nobody}}"]));
        Assert.That(spec.Warnings, Has.Count.EqualTo(2));
    }

    [Test]
    public void Resolve_ShellText_RunsInTheShellWithItsVariablesUntouched()
    {
        var definition = Some.Definition(Some.Service() with { StartCommand = CommandLine.Shell("echo $PORT"), StopCommand = CommandLine.Exec("halt") }) with { Shell = ["bash", "-c"] };

        var spec = Resolve(definition, Some.Plan())["web"];

        Assert.That(spec.Command, Is.EqualTo(["bash", "-c", "echo $PORT"]));
        Assert.That(spec.StopCommand, Is.EqualTo(["halt"]));
    }

    [Test]
    public void Resolve_ConflictAndHolder_ReachTheSpecification()
    {
        var plan = Some.Plan() with
        {
            Conflicts = [new ServicePortConflict { Service = "web", PortName = "default", Message = "taken" }],
            External = new Dictionary<string, string> { ["db"] = "postgres (pid 1)" },
        };

        var specs = Resolve(Some.Definition(Some.Service("web"), Some.Service("db")), plan);

        Assert.That((specs["web"].SkipReason, specs["db"].SkipReason, specs["db"].ExternalHolder), Is.EqualTo(("taken", (string?)null, "postgres (pid 1)")));
    }

    [TestCase("http://localhost:3000/x?y=3000", "http://localhost:4000/x?y=3000")]
    [TestCase("http://localhost:3000", "http://localhost:4000")]
    [TestCase("http://127.0.0.1:3000/", "http://127.0.0.1:4000/")]
    [TestCase("http://[::1]:3000/x", "http://[::1]:4000/x")]
    [TestCase("http://localhost:3999/x", "http://localhost:3999/x")]
    [TestCase("http://example.com:3000/x", "http://example.com:3000/x")]
    public void Resolve_HttpCheckOfAPortThatMoved_Follows(string written, string expected) =>
        Assert.That(((HttpCheck)Check(new HttpCheck { Url = written })).Url, Is.EqualTo(expected));

    [TestCase("localhost:3000", "localhost:4000")]
    [TestCase("[::1]:3000", "[::1]:4000")]
    [TestCase("127.0.0.1:$PORT", "127.0.0.1:4000")]
    [TestCase("db.example.com:3000", "db.example.com:3000")]
    [TestCase("localhost", "localhost")]
    public void Resolve_TcpCheckOfAPortThatMoved_Follows(string written, string expected) =>
        Assert.That(((TcpCheck)Check(new TcpCheck { Target = written })).Target, Is.EqualTo(expected));

    [Test]
    public void Resolve_OtherChecks_HaveTheirTemplatesAndVariablesFilledIn()
    {
        Assert.That(((FileCheck)Check(new FileCheck { Path = "$HOME/x-{{ports.web}}" })).Path, Is.EqualTo("/home/ada/x-4000"));
        Assert.That(((ExecCheck)Check(new ExecCheck { Command = CommandLine.Shell("nc $HOST {{ports.web}}") })).Command.Text, Is.EqualTo("nc $HOST 4000"));
        Assert.That(((ExecCheck)Check(new ExecCheck { Command = CommandLine.Exec("nc", "{{ports.web}}") })).Command.Arguments, Is.EqualTo(["nc", "4000"]));
    }

    private static ProbeCheck Check(ProbeCheck check)
    {
        var service = Some.Service("web", Some.Port(3000)) with { Readiness = new ProbeDefinition { Check = check } };
        return Resolve(Some.Definition(service), Some.Plan(("web", [Some.Held(4000)])))["web"].Definition.Readiness!.Check;
    }

    private static Dictionary<string, ServiceSpec> Resolve(ProjectDefinition definition, PortPlan plan, Dictionary<string, string>? inherited = null) =>
        new SpecResolver(Some.Project, definition, new StatePaths("/state"), inherited ?? Inherited).Resolve(plan).Services.ToDictionary(s => s.Name);
}
