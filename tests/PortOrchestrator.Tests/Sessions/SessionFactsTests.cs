using PortOrchestrator.Sessions;

namespace PortOrchestrator.Tests.Sessions;

internal sealed class SessionFactsTests
{
    private static readonly ProjectIdentity Shop = new() { ProjectId = "0123456789ab", Name = "shop", Root = "/src/shop" };

    [Test]
    public void Of_ServicesOfAWorktree_AreFactsThatAnAgentNeeds()
    {
        var result = Result(
            Service("kafka", ServiceState.Running, 9092) with { Health = ServiceHealth.Healthy },
            Service("web", ServiceState.Starting, 20417),
            Service("api", ServiceState.Failed, 20418) with { ExitCode = 3, Reason = "the secret is hunter2" });

        var facts = SessionFacts.Of(result with { Started = true, Variables = [new("PORTORCH_PROJECT", "shop"), new("WEB_PORT", "20417")] }, Shop with { Checkout = "feature-x" }, isMachine: false);

        Assert.That(facts, Is.EqualTo("""
            Project shop, git worktree feature-x (/src/shop).
            Services: kafka localhost:9092 running, healthy; web localhost:20417 starting; api localhost:20418 failed (exit code 3).
            What does not run yet is being started in the background.
            Their ports, also as environment variables where the host takes them: WEB_PORT=20417.
            `portorch ps --json` shows states, `portorch logs SERVICE` output, `portorch up SERVICE` starts a service.
            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Of_AFolderWithoutAnything_IsNothing() =>
        Assert.That(SessionFacts.Of(new SessionStartResult { Mode = SessionMode.Ensure }, Shop, isMachine: false), Is.Empty);

    [Test]
    public void Of_PortsWithoutServices_AreWhatThereIs()
    {
        var facts = SessionFacts.Of(new SessionStartResult { Mode = SessionMode.Ensure, Variables = [new("WEB_PORT", "20417")] }, Shop, isMachine: false);

        Assert.That(facts, Is.EqualTo("Project shop (/src/shop).\nAllocated ports, also as environment variables where the host takes them: WEB_PORT=20417."));
    }

    [Test]
    public void Of_SharedServicesOfTheMachine_TellsHowToAskForThem()
    {
        var facts = SessionFacts.Of(Result(Service("kafka", ServiceState.Running, 9092) with { Scope = ServiceScope.Machine }), Shop, isMachine: true);

        Assert.That(facts, Does.Contain("kafka localhost:9092 running, shared.").And.Contain("`portorch ps --machine --json`"));
    }

    [Test]
    public void Of_AnyNames_StayShortAndPlain()
    {
        var random = new Random(20260304);
        for (var i = 0; i < 500; i++)
        {
            var services = Enumerable.Range(0, random.Next(0, 80)).Select(n => Service($"{n}{Text(random)}", (ServiceState)random.Next(13), random.Next(1, 65536))).ToArray();
            var result = Result(services) with
            {
                Problems = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Text(random))],
                NotApproved = random.Next(2) == 0 ? Text(random) : null,
                Variables = [.. Enumerable.Range(0, random.Next(100)).Select(n => new KeyValuePair<string, string>($"V{n}_PORT", "20000"))],
            };

            var facts = SessionFacts.Of(result, Shop with { Name = Text(random), Root = "/" + Text(random) }, isMachine: random.Next(2) == 0);

            Assert.That(facts, Has.Length.LessThanOrEqualTo(SessionFacts.MaxLength));
            Assert.That(facts.Where(c => char.IsControl(c) && c != '\n'), Is.Empty);
        }
    }

    [Test]
    public void Of_TooManyServices_TellsHowManyMore()
    {
        var facts = SessionFacts.Of(Result([.. Enumerable.Range(0, 300).Select(n => Service($"service-{n}", ServiceState.Running, 20000 + n))]), Shop, isMachine: false);

        var written = facts.Split("localhost:").Length - 1;
        Assert.That(written, Is.InRange(10, 299));
        Assert.That(facts, Does.Contain($"; and {300 - written} more."));
    }

    private static string Text(Random random) => new([.. Enumerable.Range(0, random.Next(1, 400)).Select(_ => (char)random.Next(1, 0xD800))]);

    private static SessionStartResult Result(params ServiceSnapshot[] services) => new()
    {
        Mode = SessionMode.Ensure,
        Snapshot = new ProjectSnapshot { Project = "shop", ProjectId = "0123456789ab", Checkout = "main", Root = "/src/shop", Services = services },
    };

    private static ServiceSnapshot Service(string name, ServiceState state, int port) => new()
    {
        Name = name,
        Service = name,
        State = state,
        Ports = [new ServicePort(PortDefinition.DefaultName, port, PortProtocol.Tcp)],
    };
}
