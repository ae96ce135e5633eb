using PortOrchestrator.Host.Commands.Session;
using PortOrchestrator.Sessions;

namespace PortOrchestrator.Host.Tests.Commands.Session;

internal sealed class HookCallTests
{
    [TestCaseSource(typeof(HookFixtures), nameof(HookFixtures.Starts))]
    public void From_DocumentsOfHosts_TellsHostSessionAndSource(string document, string[] variables, SessionAgent agent, string? session, SessionSource source)
    {
        var call = HookCall.From(null, HookFixtures.Read(document), HookFixtures.Environment(variables));

        Assert.That((call.Agent, call.SessionId, call.Source), Is.EqualTo((agent, session, source)));
        Assert.That(call.Folder, Is.EqualTo(agent == SessionAgent.Shell ? Environment.CurrentDirectory : "/"));
    }

    [Test]
    public void From_NamedAgent_GoesBeforeWhatIsFoundOut()
    {
        var call = HookCall.From(SessionAgent.Codex, HookFixtures.Read("""{"session_id":"a","cwd":"/"}"""), HookFixtures.Environment(["CLAUDECODE=1", "CLAUDE_PID=4711"]));

        Assert.That((call.Agent, call.OwnerPid), Is.EqualTo((SessionAgent.Codex, (int?)null)));
    }

    [Test]
    public void From_ClaudeWithoutADocument_TakesItsVariables()
    {
        var call = HookCall.From(null, HookPayload.None, HookFixtures.Environment(["CLAUDECODE=1", "CLAUDE_PID=4711", "CLAUDE_CODE_SESSION_ID=s1"]));

        Assert.That((call.Agent, call.SessionId, call.OwnerPid), Is.EqualTo((SessionAgent.Claude, "s1", (int?)4711)));
    }

    [TestCase("relative/folder")]
    [TestCase("/no/such/folder/anywhere")]
    [TestCase("/tmp\\u0000x")]
    [TestCase("/etc/passwd")]
    public void From_FolderThatIsNone_TakesTheProgramsOwn(string folder)
    {
        var call = HookCall.From(null, HookFixtures.Read($$"""{"session_id":"a","cwd":"{{folder}}"}"""), _ => null);

        Assert.That(call.Folder, Is.EqualTo(Environment.CurrentDirectory));
    }
}
