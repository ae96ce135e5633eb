using NSubstitute;
using NSubstitute.ExceptionExtensions;
using PortOrchestrator.Sessions;

namespace PortOrchestrator.Host.Tests.Commands.Session;

/// <summary>The session commands against substitutes. The agent is always named, so that the environment of the tests decides nothing.</summary>
[CancelAfter(30_000)]
internal sealed class SessionCommandTests
{
    [Test]
    public async Task Start_OptionsOfTheCommandLine_ArePassedOn()
    {
        var run = new CommandRun();
        run.AgentSessions.StartAsync(default!, default).ReturnsForAnyArgs(new SessionStartResult { Mode = SessionMode.Report });

        var code = await run.RunAsync("session", "start", "--agent", "shell", "--id", "s1", "--pid", "4711", "--move", "--mode", "report", "--budget", "0", "--env-file", ".env.ports");

        Assert.That(code, Is.Zero, run.Terminal.ErrorText);
        await run.AgentSessions.Received().StartAsync(
            new SessionStartOptions { SessionId = "s1", OwnerPid = 4711, Move = true, Mode = SessionMode.Report, Budget = TimeSpan.Zero, VariablesFile = ".env.ports" }, Arg.Any<CancellationToken>());
    }

    [Test]
    public async Task Start_OfAShell_PrintsAssignmentsAndTellsFactsApart()
    {
        var run = new CommandRun();
        run.AgentSessions.StartAsync(default!, default).ReturnsForAnyArgs(new SessionStartResult
        {
            Mode = SessionMode.Ensure,
            Facts = "Project shop.",
            Variables = [new("WEB_PORT", "8000"), new("NAME", "it's")],
        });

        await run.RunAsync("session", "start", "--agent", "shell");

        Assert.That(run.Terminal.OutText, Is.EqualTo("export WEB_PORT='8000'\nexport NAME='it'\\''s'\n"));
        Assert.That(run.Terminal.ErrorText, Is.EqualTo("Project shop.\n"));
    }

    [Test]
    public async Task Start_WhateverFails_IsOneDocumentAndExitCodeZero()
    {
        var run = new CommandRun();
        run.AgentSessions.StartAsync(default!, default).ThrowsAsyncForAnyArgs(new InvalidOperationException("it broke"));

        var code = await run.RunAsync("session", "start", "--agent", "claude", "--id", "a");

        Assert.That(code, Is.Zero);
        Assert.That(run.Terminal.OutText, Does.StartWith("{\"hookSpecificOutput\":{\"hookEventName\":\"SessionStart\",\"additionalContext\":\"PortOrchestrator: The start of the session failed: it broke"));
    }

    [TestCase("--mode", "sometimes")]
    [TestCase("--agent", "hal")]
    [TestCase("--pid", "-1")]
    [TestCase("--budget", "soon")]
    public async Task Start_WrongValue_IsWrongUsage(string option, string value) =>
        Assert.That(await new CommandRun().RunAsync("session", "start", $"{option}={value}"), Is.EqualTo(2));

    [Test]
    public async Task Start_Json_IsADocumentOfOurs()
    {
        var run = new CommandRun();
        run.AgentSessions.StartAsync(default!, default).ReturnsForAnyArgs(new SessionStartResult
        {
            Mode = SessionMode.Ensure,
            Session = Session(),
            Snapshot = Given.Snapshot(Given.Service("web")),
            Variables = [new("WEB_PORT", "8000")],
            NotApproved = "not approved",
            Facts = "facts",
        });

        await run.RunAsync("session", "start", "--agent", "gemini", "--id", "a", "--json");

        var json = System.Text.Json.Nodes.JsonNode.Parse(run.Terminal.OutText)!;
        Assert.That(
            ((string?)json["agent"], (string?)json["session"]!["sessionId"], (bool)json["approved"]!, (string?)json["variables"]!["WEB_PORT"], (string?)json["services"]!["services"]![0]!["name"]),
            Is.EqualTo(("gemini", "a", false, "8000", "web")));
    }

    [Test]
    public async Task End_Id_EndsThatSessionOfTheAgent()
    {
        var run = new CommandRun();
        run.AgentSessions.EndAsync(default!, default).ReturnsForAnyArgs([Session()]);

        var code = await run.RunAsync("session", "end", "--agent", "claude", "--id", "a");

        Assert.That((code, run.Terminal.OutText), Is.EqualTo((0, "{}\n")));
        await run.AgentSessions.Received().EndAsync(new SessionQuery { Agent = SessionAgent.Claude, SessionId = "a" }, Arg.Any<CancellationToken>());
    }

    [Test]
    public async Task End_RegistryFails_TheHookDoesNot()
    {
        var run = new CommandRun();
        run.AgentSessions.EndAsync(default!, default).ThrowsAsyncForAnyArgs(new RegistryException(ErrorCode.RegistryUnavailable, "registry.db", "the disk is full"));

        Assert.That(await run.RunAsync("session", "end", "--agent", "codex", "--id", "a"), Is.Zero);
        Assert.That((run.Terminal.OutText, run.Terminal.ErrorText), Is.EqualTo(("{}\n", "the disk is full\n")));
        Assert.That(await run.RunAsync("session", "end", "--agent", "shell", "--id", "a"), Is.EqualTo(1));
    }

    [Test]
    public async Task List_Sessions_AreATable()
    {
        var run = new CommandRun();
        run.AgentSessions.ListAsync(default!, default).ReturnsForAnyArgs([Session()]);

        await run.RunAsync("session", "list");

        Assert.That(run.Terminal.OutText, Does.Match(@"AGENT\s+SESSION\s+PROJECT\s+CHECKOUT\s+PID\s+STARTED\s+ENDS\nclaude\s+a\s+shop\s+main\s+815\s+\S+\s+with its process\n"));
        await run.AgentSessions.Received().ListAsync(new SessionQuery(), Arg.Any<CancellationToken>());
    }

    [Test]
    public async Task List_AllAsJson_AsksForTheEndedToo()
    {
        var run = new CommandRun();
        run.AgentSessions.ListAsync(default!, default).ReturnsForAnyArgs([Session() with { EndedAt = DateTimeOffset.UnixEpoch, IsLive = false }]);

        await run.RunAsync("session", "list", "--all", "--json");

        var json = System.Text.Json.Nodes.JsonNode.Parse(run.Terminal.OutText)![0]!;
        Assert.That(((string?)json["endedAt"], (bool)json["live"]!, (int)json["pid"]!), Is.EqualTo(("1970-01-01T00:00:00.000Z", false, 815)));
        await run.AgentSessions.Received().ListAsync(new SessionQuery { IncludeEnded = true }, Arg.Any<CancellationToken>());
    }

    private static SessionInfo Session() => new()
    {
        Agent = SessionAgent.Claude,
        SessionId = "a",
        Project = Given.Project,
        Owner = new SessionOwner(815, 1),
        IsLive = true,
    };
}
