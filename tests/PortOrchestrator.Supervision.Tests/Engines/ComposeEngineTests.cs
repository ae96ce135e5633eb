using PortOrchestrator.Supervision.Engines;
using PortOrchestrator.Supervision.Specs;
using PortOrchestrator.Supervision.Tests.Engine;

namespace PortOrchestrator.Supervision.Tests.Engines;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ComposeEngineTests
{
    private readonly RecordedCommands _commands = new();

    [TestCase(Transcripts.Starting, "Running", false, null, "its own health check has not passed yet")]
    [TestCase(Transcripts.Healthy, "Running", true, null, null)]
    [TestCase(Transcripts.Unhealthy, "Running", false, null, "its own health check fails: pg_isready: no response")]
    [TestCase(Transcripts.Running, "Running", null, null, null)]
    [TestCase(Transcripts.Exited, "Ended", null, 3, null)]
    [TestCase(Transcripts.Restarting, "Starting", null, null, "Docker starts it again and again")]
    public async Task LookAsync_Container_IsUnderstood(string state, string condition, bool? healthy, int? code, string? reason)
    {
        _commands.On("docker ps", "0518fe7d02ba\n").On("docker inspect", Transcripts.Container(state));

        var found = await Engine().LookAsync();

        Assert.That((found.Condition.ToString(), found.IsHealthy, found.ExitCode, found.Reason), Is.EqualTo((condition, healthy, code, reason)));
        Assert.That((found.Name, found.Folder), Is.EqualTo(("container demo_web_1", "/src/demo")));
    }

    [Test]
    public async Task LookAsync_Ports_AreThoseOfTheHost()
    {
        _commands.On("docker ps", "0518fe7d02ba\n").On("docker inspect", Transcripts.Container(Transcripts.Running, """{ "80/tcp": [ { "HostIp": "0.0.0.0", "HostPort": "8080" } ], "53/udp": [ { "HostPort": "5353" } ], "82/tcp": [ { "HostIp": "10.0.0.5", "HostPort": "8082" } ], "81/tcp": null }"""));

        Assert.That((await Engine().LookAsync()).Ports, Is.EqualTo(new[]
        {
            new EnginePort(8080, 80, PortProtocol.Tcp), new EnginePort(5353, 53, PortProtocol.Udp), new EnginePort(8082, 82, PortProtocol.Tcp) { Address = "10.0.0.5" },
        }));
    }

    [Test]
    public async Task LookAsync_ContainerMadeAnew_IsFoundAgain()
    {
        var engine = Engine();
        _commands.On("docker ps", "old\n").On("inspect --type container old", Transcripts.Container(Transcripts.Running, id: "old"));
        await engine.LookAsync();
        _commands.On("inspect --type container old", error: "Error: No such object: old", exitCode: 1).On("docker ps", "new\n")
            .On("inspect --type container new", Transcripts.Container(Transcripts.Running, id: "new"));

        Assert.That((await engine.LookAsync()).Id, Is.EqualTo("new"));
        Assert.That(_commands.Calls.Count(c => c.Contains("docker ps", StringComparison.Ordinal)), Is.EqualTo(2), "a known container is not searched for");
    }

    [Test]
    public async Task LookAsync_NoContainer_IsMissing()
    {
        _commands.On("docker ps");

        Assert.That((await Engine().LookAsync()).Condition, Is.EqualTo(EngineCondition.Missing));
    }

    [Test]
    public async Task LookAsync_DaemonDoesNotAnswer_IsUnknownWithTheNextStep()
    {
        _commands.On("docker ps", error: "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?", exitCode: 1);

        var found = await Engine().LookAsync();

        Assert.That((found.Condition, found.Reason), Is.EqualTo((EngineCondition.Unknown, "Docker's daemon does not answer; start it ('sudo systemctl start docker', or Docker Desktop)")));
    }

    [Test]
    public async Task StopAsync_Companions_StopWithTheLastThatNeedsThem()
    {
        _commands.On("service=api", "1234\n").On("service=worker").On(" stop ");

        var problem = await Engine(new ComposeCompanion("cache", ["api"]), new ComposeCompanion("disk", ["worker"])).StopAsync();

        Assert.That(problem, Is.Null);
        Assert.That(_commands.Calls[^1], Is.EqualTo("docker compose -p demo -f compose.yaml stop web disk"));
    }

    [Test]
    public async Task StopAsync_FileIsGone_StopsTheContainersByTheirLabels()
    {
        _commands.On(" stop web", error: "open /src/demo/compose.yaml: no such file or directory", exitCode: 14).On("docker ps", "c1\nc2\n").On("docker stop c1 c2");

        Assert.That(await Engine().StopAsync(), Is.Null);
        Assert.That(_commands.Calls[^1], Is.EqualTo("docker stop c1 c2"));
    }

    [Test]
    public async Task StopAsync_NeitherWayWorks_TellsWhatComposeSaid()
    {
        _commands.On(" stop web", error: "No such service: web", exitCode: 1).On("docker ps", "c1\n").On("docker stop c1", error: "is stubborn", exitCode: 1);

        Assert.That(await Engine().StopAsync(), Does.StartWith("the Compose file has no service 'web'"));
    }

    [Test]
    public async Task RemoveAsync_LastContainer_TakesTheNetworksAndNeverTheVolumes()
    {
        _commands.On(" rm -f web").On("docker ps").On("network ls", "n1\n").On("network rm");

        await Engine().RemoveAsync();

        Assert.That(_commands.Calls, Does.Contain("docker network rm n1"));
        Assert.That(_commands.Calls, Has.None.Contain(" -v").And.None.Contain("volume"));
    }

    [Test]
    public void FollowLog_AfterAnInstant_AsksForWhatIsNewer()
    {
        var after = new DateTimeOffset(2026, 11, 23, 19, 24, 8, TimeSpan.Zero).AddTicks(1234567);

        var call = Engine().FollowLog(new EngineState(EngineCondition.Running) { Id = "c" }, after);

        Assert.That(string.Join(' ', call.Arguments), Is.EqualTo("docker logs --follow --since 2026-11-23T19:24:08.123456701Z c"));
    }

    // Compose 1.29 and 2, Docker 20.10 to 28, as they said it.
    [TestCase("docker.errors.DockerException: Error while fetching server API version: ('Connection aborted.', FileNotFoundError(2, 'No such file or directory'))", "Docker's daemon does not answer")]
    [TestCase("docker.errors.DockerException: Error while fetching server API version: ('Connection aborted.', PermissionError(13, 'Permission denied'))", "you may not use Docker's socket")]
    [TestCase("permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get \"http://%2Fvar%2Frun%2Fdocker.sock/v1.24/containers/json\": dial unix /var/run/docker.sock: connect: permission denied", "you may not use Docker's socket")]
    [TestCase("No such service: nosuch", "the Compose file has no service 'web'")]
    [TestCase("no such service: nosuch", "the Compose file has no service 'web'")]
    [TestCase("Pulling web (no/such:1)...\nGet \"https://doesnotexist.invalid/v2/\": dial tcp: lookup doesnotexist.invalid on 10.0.0.1:53: no such host", "its image could not be fetched")]
    [TestCase("Error response from daemon: pull access denied for no/such, repository does not exist or may require 'docker login': denied: requested access to the resource is denied", "its image could not be fetched")]
    [TestCase("Error response from daemon: driver failed programming external connectivity on endpoint web: Bind for 0.0.0.0:8080 failed: port is already allocated", "a port that it publishes is taken")]
    [TestCase("docker: 'compose' is not a docker command.\nSee 'docker --help'", "Docker is installed without Compose")]
    [TestCase("docker: unknown command: docker compose\n\nRun 'docker --help' for more information", "Docker is installed without Compose")]
    [TestCase("ERROR: The Compose file './compose.yaml' is invalid because:\nservices.web.ports contains an invalid type", "Compose refuses its file")]
    [TestCase("Cannot start 'docker': no such program", "'docker' is not installed")]
    public void Explain_KnownWords_NamesTheNextStep(string output, string expected)
    {
        var explanation = Engine().Explain(output);

        Assert.That(explanation, Does.StartWith(expected));
        Assert.That(explanation, Does.Contain(";").Or.Contain(":"), "what to do next");
    }

    [Test]
    public void Explain_UnknownWords_AreNotExplained() => Assert.That(Engine().Explain("something else"), Is.Null);

    private IServiceEngine Engine(params ComposeCompanion[] companions)
    {
        var spec = Made.Service().Spec() with
        {
            Engine = new EngineSpec { Control = ["docker", "compose", "-p", "demo", "-f", "compose.yaml"], Target = "web", ComposeProject = "demo", Companions = companions },
        };
        return ServiceEngines.Create(spec, _commands, TimeProvider.System)!;
    }
}
