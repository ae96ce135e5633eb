using NSubstitute;
using PortOrchestrator.Host.Commands;

namespace PortOrchestrator.Host.Tests.Commands;

[CancelAfter(30_000)]
public class FailureTests
{
    [Test]
    public async Task Usage_Wrong_ExitsWith2AndAHint()
    {
        var run = new CommandRun();
        var exit = await run.RunAsync("up", "--detatch");
        Assert.That(exit, Is.EqualTo(2));
        Assert.That(run.Terminal.OutText, Is.Empty);
        Assert.That(
            run.Terminal.ErrorText,
            Is.EqualTo("error: '--detatch' is not an option of 'portorch up'. Did you mean '--detach'?\n'portorch up --help' shows what can be said.\n"));
    }

    [Test]
    public async Task Usage_WrongValue_NamesTheCommandInTheHint()
    {
        var run = new CommandRun();
        Assert.That(await run.RunAsync("port", "test", "0"), Is.EqualTo(2));
        Assert.That(run.Terminal.ErrorText, Does.Contain("'0' is not a port").And.Contain("'portorch port test --help'"));
    }

    [Test]
    public async Task Usage_WrongWithJson_IsJsonOnStandardOutput()
    {
        var run = new CommandRun();
        Assert.That(await run.RunAsync("pss", "--json"), Is.EqualTo(2));
        Assert.That(
            run.Terminal.OutText,
            Is.EqualTo("""{"error":{"code":"InvalidArgument","message":"'pss' is not a command of 'portorch'. Did you mean 'ps'?"}}""" + "\n"));
        Assert.That(run.Terminal.ErrorText, Is.Empty);
    }

    [Test]
    public async Task Configuration_Invalid_ShowsEveryFindingAndExitsWith3()
    {
        var diagnostics = new[]
        {
            new Diagnostic { Severity = DiagnosticSeverity.Error, Code = "PO1", Message = "One.", Location = new SourceLocation("a.json", 1, 2) },
            new Diagnostic { Severity = DiagnosticSeverity.Error, Code = "PO2", Message = "Two." },
        };
        var run = new CommandRun().OpenThrows(new ConfigurationException(ErrorCode.InvalidConfiguration, "2 errors.", diagnostics));
        Assert.That(await run.RunAsync("up", "-d"), Is.EqualTo(3));
        Assert.That(run.Terminal.ErrorText, Is.EqualTo("a.json:1:2: error PO1: One.\nerror PO2: Two.\nerror: 2 errors.\n"));
    }

    [Test]
    public async Task Configuration_InvalidWithJson_CarriesTheDiagnostics()
    {
        var diagnostic = new Diagnostic { Severity = DiagnosticSeverity.Error, Code = "PO1", Message = "One.", Location = new SourceLocation("a.json", 1, 0) };
        var run = new CommandRun().OpenThrows(new ConfigurationException(ErrorCode.InvalidConfiguration, "1 error.", [diagnostic]));
        Assert.That(await run.RunAsync("up", "-d", "--json"), Is.EqualTo(3));
        Assert.That(
            run.Terminal.OutText,
            Is.EqualTo("""{"error":{"code":"InvalidConfiguration","message":"1 error.","diagnostics":[{"severity":"error","code":"PO1","message":"One.","file":"a.json","line":1,"column":null,"hint":null}]}}""" + "\n"));
    }

    [Test]
    public async Task Exception_Unexpected_IsADefectWithoutAStackTrace()
    {
        var run = new CommandRun().OpenThrows(new InvalidOperationException("Boom."));
        Assert.That(await run.RunAsync("ps"), Is.EqualTo(1));
        Assert.That(run.Terminal.ErrorText, Does.Contain("Boom. This is a defect of portorch.").And.Contain(Path.Combine(run.Paths.Home, "portorch.log")).And.Not.Contain("   at ").And.Not.Contain("InvalidOperationException"));
    }

    [Test]
    public async Task Exception_UnexpectedWithVerbose_NamesTheTypes()
    {
        var run = new CommandRun().OpenThrows(new InvalidOperationException("Boom.", new ArgumentException("Inner.")));
        await run.RunAsync("ps", "--verbose");
        Assert.That(run.Terminal.ErrorText, Does.Contain("exception: InvalidOperationException <- ArgumentException").And.Not.Contain("   at "));
    }

    [Test]
    public async Task Output_Closed_EndsQuietly()
    {
        var run = new CommandRun { Terminal = new FakeTerminal { Out = new BrokenPipe() } };
        run.Session.GetSnapshotAsync(default).ReturnsForAnyArgs(Given.Snapshot(Given.Service("web")));
        Assert.That(await run.RunAsync("ps"), Is.Zero);
        Assert.That(run.Terminal.ErrorText, Is.Empty);
    }

    [Test]
    public async Task Interrupt_WhileWaiting_ExitsWith130()
    {
        var run = new CommandRun();
        run.Session.WaitAsync(default!, default, default, default!, default).ReturnsForAnyArgs(async call =>
        {
            Assert.That(run.Signals.Raise(System.Runtime.InteropServices.PosixSignal.SIGINT), Is.True);
            await Task.Delay(Timeout.Infinite, call.Arg<CancellationToken>());
            return null!;
        });
        Assert.That(await run.RunAsync("wait"), Is.EqualTo(130));
        Assert.That(run.Terminal.ErrorText, Does.StartWith("Interrupted."));
    }

    [Test]
    public async Task Help_OfRoot_ListsTheCommandsThatExist()
    {
        var run = new CommandRun();
        Assert.That(await run.RunAsync("--help"), Is.Zero);
        foreach (var command in CommandTree.Root.Commands.Where(c => !c.IsHidden)) Assert.That(run.Terminal.OutText, Does.Contain("\n  " + command.Name + " "));
        foreach (var later in new[] { "tui", "dashboard" }) Assert.That(run.Terminal.OutText, Does.Not.Contain("\n  " + later));
    }

    [Test]
    public async Task Help_OfLogs_GivesTheShortFormToFollowAlone()
    {
        var run = new CommandRun();
        await run.RunAsync("logs", "--help");
        Assert.That(run.Terminal.OutText, Does.Contain("-f, --follow").And.Contain("    --file FILE").And.Not.Contain("-f, --file"));
    }

    [Test]
    public async Task NoCommand_ExitsWith2()
    {
        var run = new CommandRun();
        Assert.That(await run.RunAsync(), Is.EqualTo(2));
    }

    private sealed class BrokenPipe : StringWriter
    {
        public override void Write(string? value) => throw new IOException("Broken pipe", 32);

        public override void Write(System.Text.StringBuilder? value) => throw new IOException("Broken pipe", 32);
    }
}
