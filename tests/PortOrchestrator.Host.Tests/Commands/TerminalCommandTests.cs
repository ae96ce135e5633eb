using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace PortOrchestrator.Host.Tests.Commands;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TerminalCommandTests
{
    private readonly CommandRun _run = new();

    [TestCase(new[] { "send-keys", "web", "help me", "Enter" }, "help me\r")]
    [TestCase(new[] { "send-keys", "web", "--literal", "Enter" }, "Enter")]
    [TestCase(new[] { "send-keys", "web", " ", "C-c" }, " \u0003")]
    [TestCase(new[] { "send-keys", "web", "--", "-x", "Enter" }, "-x\r")]
    public async Task SendKeys_Keys_AreTyped(string[] arguments, string typed)
    {
        Assert.That(await _run.RunAsync(arguments), Is.Zero);

        await _run.Session.Received().SendKeysAsync("web", typed, Arg.Any<CancellationToken>());
    }

    [Test]
    public async Task SendKeys_NoTerminal_SaysSo()
    {
        _run.Session.SendKeysAsync(default!, default!, default).ThrowsAsyncForAnyArgs(new PortOrchestratorException(ErrorCode.InvalidArgument, "'web' has no terminal."));

        Assert.That(await _run.RunAsync("send-keys", "web", "x"), Is.EqualTo(2));
        Assert.That(_run.Terminal.Error.ToString(), Does.Contain("has no terminal"));
    }

    [TestCase("HUP", "SIGHUP was sent to 2 processes of 'web'.")]
    [TestCase("sigusr1", "SIGUSR1 was sent to 2 processes of 'web'.")]
    [TestCase("15", "SIGTERM was sent to 2 processes of 'web'.")]
    public async Task Signal_NameOrNumber_IsSentAndTold(string signal, string told)
    {
        Reach("web", 2);

        Assert.That(await _run.RunAsync("signal", "web", signal), Is.Zero);

        await _run.Session.Received().SignalAsync(Arg.Is<IReadOnlyList<string>>(s => s.Single() == "web"), signal, false, Arg.Any<CancellationToken>());
        Assert.That(_run.Terminal.Error.ToString(), Does.Contain(told));
    }

    [Test]
    public async Task Signal_ParentOnlyAsJson_IsOneDocument()
    {
        Reach("web", 1);

        Assert.That(await _run.RunAsync("signal", "web", "HUP", "--parent-only", "--json"), Is.Zero);

        await _run.Session.Received().SignalAsync(Arg.Any<IReadOnlyList<string>>(), "HUP", true, Arg.Any<CancellationToken>());
        Assert.That(_run.Terminal.Out.ToString(), Does.Contain("\"SIGHUP\"").And.Contain("\"web\""));
    }

    [Test]
    public async Task Signal_NothingRuns_Fails()
    {
        Reach();

        Assert.That(await _run.RunAsync("signal", "web", "HUP"), Is.EqualTo(2));
        Assert.That(_run.Terminal.Error.ToString(), Does.Contain("'web' does not run"));
    }

    [TestCase("NONE")]
    [TestCase("0")]
    [TestCase("65")]
    public async Task Signal_NoSuchSignal_IsUsage(string signal)
    {
        Assert.That(await _run.RunAsync("signal", "web", signal), Is.EqualTo(2));
        Assert.That(_run.Terminal.Error.ToString(), Does.Contain($"'{signal}' is not a signal"));
    }

    [Test]
    public async Task Attach_WithoutATerminal_NamesWhatWorksWithoutOne()
    {
        // The tests' own standard input and output are none.
        Assert.That(await _run.RunAsync("attach", "web"), Is.EqualTo(2));
        Assert.That(_run.Terminal.Error.ToString(), Does.Contain("needs a terminal").And.Contain("send-keys"));
    }

    [TestCase("Up")]
    [TestCase("word")]
    public async Task Attach_DetachKeyOfSeveralCharacters_IsUsage(string key)
    {
        Assert.That(await _run.RunAsync("attach", "web", "--detach-key", key), Is.EqualTo(2));
        Assert.That(_run.Terminal.Error.ToString(), Does.Contain("not a detach key"));
    }

    private void Reach(string? service = null, int count = 0)
    {
        var reached = new Dictionary<string, int>();
        if (service is not null) reached.Add(service, count);
        _run.Session.SignalAsync(default!, default!, default, default).ReturnsForAnyArgs(reached);
    }
}
