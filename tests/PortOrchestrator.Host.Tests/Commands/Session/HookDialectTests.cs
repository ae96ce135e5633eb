using System.Text.Json.Nodes;
using PortOrchestrator.Host.Commands.Session;
using PortOrchestrator.Sessions;

namespace PortOrchestrator.Host.Tests.Commands.Session;

internal sealed class HookDialectTests
{
    private const string Facts = "Project shop (/src/shop).\nServices: web localhost:8000 running, healthy.";

    private static readonly KeyValuePair<string, string>[] Variables = [new("PORTORCH_PROJECT", "shop \"ä\""), new("WEB_PORT", "8000")];

    [TestCase(
        SessionAgent.Claude,
        """{"hookSpecificOutput":{"hookEventName":"SessionStart","additionalContext":"Project shop (/src/shop).\nServices: web localhost:8000 running, healthy."}}""")]
    [TestCase(
        SessionAgent.Codex,
        """{"hookSpecificOutput":{"hookEventName":"SessionStart","additionalContext":"Project shop (/src/shop).\nServices: web localhost:8000 running, healthy."}}""")]
    [TestCase(
        SessionAgent.Gemini,
        """{"hookSpecificOutput":{"hookEventName":"SessionStart","additionalContext":"Project shop (/src/shop).\nServices: web localhost:8000 running, healthy."}}""")]
    [TestCase(
        SessionAgent.Cursor,
        """{"env":{"PORTORCH_PROJECT":"shop \"ä\"","WEB_PORT":"8000"},"additional_context":"Project shop (/src/shop).\nServices: web localhost:8000 running, healthy."}""")]
    [TestCase(SessionAgent.Copilot, """{"additionalContext":"Project shop (/src/shop).\nServices: web localhost:8000 running, healthy."}""")]
    public void Start_Facts_AreExactlyOneDocumentOfTheHost(SessionAgent agent, string document) =>
        Assert.That(HookDialect.Start(agent, Facts, Variables), Is.EqualTo(document + "\n"));

    [TestCase(SessionAgent.Claude)]
    [TestCase(SessionAgent.Codex)]
    [TestCase(SessionAgent.Gemini)]
    [TestCase(SessionAgent.Cursor)]
    [TestCase(SessionAgent.Copilot)]
    public void StartAndEnd_NothingToSay_IsAnEmptyDocument(SessionAgent agent) =>
        Assert.That((HookDialect.Start(agent, "", []), HookDialect.End(agent)), Is.EqualTo(("{}\n", "{}\n")));

    [Test]
    public void End_OfAShell_IsNothing() => Assert.That(HookDialect.End(SessionAgent.Shell), Is.Empty);

    [Test]
    public void Start_AnyText_IsOneDocumentOnOneLineThatSaysIt()
    {
        var random = new Random(20260302);
        for (var i = 0; i < 2_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => (char)random.Next(1, 0xD800))]);
            var written = HookDialect.Start(SessionAgent.Claude, text, []);
            Assert.That(written.TrimEnd('\n').AsSpan().ContainsAny('\n', '\r'), Is.False);
            Assert.That((string?)JsonNode.Parse(written)!["hookSpecificOutput"]!["additionalContext"], Is.EqualTo(text));
        }
    }
}
