using System.Text.Json.Nodes;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using PortOrchestrator.ConfigParsers.Detection;

namespace PortOrchestrator.Host.Tests.Commands;

[CancelAfter(30_000)]
public class InitCommandTests
{
    private CommandRun _run = null!;

    [SetUp]
    public void SetUp()
    {
        _run = new CommandRun();
        _run.Session.InitializeAsync(default!, default).ReturnsForAnyArgs(call => Result(call.Arg<InitializeOptions>() ?? new InitializeOptions()));
    }

    [Test]
    public async Task Init_Findings_AreShownWithFileKeyAndConfidence()
    {
        Assert.That(await _run.RunAsync("init"), Is.Zero);
        Assert.That(
            _run.Terminal.OutText,
            Is.EqualTo(
                "SERVICE         PORTS             CONFIDENCE  FOUND IN                      COMMAND\n"
                + "web             5173, admin:9000  script      package.json:5 (scripts.dev)  npm run dev\n"
                + "api (disabled)  -                 guess       api/go.mod                    go run .\n"
                + "    Go was recognised\n"
                + "also seen in Makefile:1 (dev): make dev; package.json:5 (scripts.dev) says how it is started\n"));
        Assert.That(_run.Terminal.ErrorText, Does.Contain("/srv/shop/.project-services.json").And.Contain("portorch up"));
    }

    [Test]
    public async Task Init_Options_AreHandedOn()
    {
        Assert.That(await _run.RunAsync("init", "--format", "yaml", "--force", "-o", "x.yaml", "--dry-run"), Is.Zero);
        await _run.Session.Received().InitializeAsync(
            new InitializeOptions { Syntax = ConfigurationSyntax.Yaml, Overwrite = true, File = "x.yaml", DryRun = true }, Arg.Any<CancellationToken>());
        Assert.That(_run.Terminal.OutText, Does.EndWith("\n\n{ text }\n"));
    }

    [Test]
    public async Task Init_Json_IsOneDocument()
    {
        Assert.That(await _run.RunAsync("init", "--json"), Is.Zero);
        var document = JsonNode.Parse(_run.Terminal.OutText)!;
        var web = document["services"]![0]!;
        Assert.That((string?)document["file"], Is.EqualTo("/srv/shop/.project-services.json"));
        Assert.That((bool?)document["written"], Is.True);
        Assert.That(((string?)web["confidence"], (int?)web["evidence"]!["line"], (string?)web["ports"]![0]!["injection"]), Is.EqualTo(("script", (int?)5, "--port")));
        Assert.That((string?)document["alsoSeen"]![0]!["subject"], Is.EqualTo("make dev"));
    }

    [Test]
    public async Task Init_FileWithAMistake_IsToldWithItsLine()
    {
        var detection = new DetectionResult { Root = "/srv/shop", Unreadable = [new UnreadableFile("infra/compose.yaml", 3, "it is no YAML")] };
        _run.Session.InitializeAsync(default!, default).ReturnsForAnyArgs(Result(new InitializeOptions()) with { Detection = detection });

        Assert.That(await _run.RunAsync("init"), Is.Zero);
        Assert.That(_run.Terminal.ErrorText, Does.Contain("warning: infra/compose.yaml:3: it is no YAML; what it declares is not among the services"));
    }

    [Test]
    public async Task Init_ControlCharactersOfAScript_NeverReachTheTerminal()
    {
        var evil = Service("web", DetectionConfidence.Script) with { Command = "x \e]0;title\a\e[2J" };
        _run.Session.InitializeAsync(default!, default).ReturnsForAnyArgs(Result(new InitializeOptions()) with { Detection = new DetectionResult { Root = "/srv/shop", Services = [evil] } });
        Assert.That(await _run.RunAsync("init"), Is.Zero);
        Assert.That(_run.Terminal.OutText, Does.Not.Contain("\e"));
    }

    [Test]
    public async Task Init_FileExists_IsRefusedWith2()
    {
        _run.Session.InitializeAsync(default!, default).ThrowsAsyncForAnyArgs(new PortOrchestratorException(ErrorCode.InvalidArgument, "It exists."));
        Assert.That(await _run.RunAsync("init"), Is.EqualTo(2));
    }

    [TestCase("init", "--format", "toml")]
    [TestCase("init", "-f", "x.json")]
    [TestCase("init", "more")]
    public async Task Init_WrongUse_ExitsWith2(params string[] arguments) => Assert.That(await _run.RunAsync(arguments), Is.EqualTo(2));

    private static InitializeResult Result(InitializeOptions options) => new()
    {
        File = "/srv/shop/.project-services.json",
        Text = "{ text }\n",
        IsWritten = !options.DryRun,
        Detection = new DetectionResult
        {
            Root = "/srv/shop",
            Services =
            [
                Service("web", DetectionConfidence.Script) with { Ports = [new DetectedPort { Port = 5173, Injection = "--port" }, new DetectedPort { Name = "admin", Port = 9000 }] },
                Service("api", DetectionConfidence.Guess) with { Command = "go run .", Evidence = new DetectionEvidence("api/go.mod"), Reason = "Go was recognised" },
            ],
            AlsoSeen =
            [
                new DetectedAlternative
                {
                    Subject = "make dev",
                    WorkingDirectory = ".",
                    Confidence = DetectionConfidence.Guess,
                    Evidence = new DetectionEvidence("Makefile", "dev", 1),
                    Reason = "package.json:5 (scripts.dev) says how it is started",
                },
            ],
        },
    };

    private static DetectedService Service(string name, DetectionConfidence confidence) => new()
    {
        Name = name,
        Command = "npm run dev",
        Confidence = confidence,
        Evidence = new DetectionEvidence("package.json", "scripts.dev", 5),
    };
}
