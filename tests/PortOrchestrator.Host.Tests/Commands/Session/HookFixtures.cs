using System.Text;
using PortOrchestrator.Host.Commands.Session;
using PortOrchestrator.Sessions;

namespace PortOrchestrator.Host.Tests.Commands.Session;

/// <summary>What hosts pass to a hook, by their documented contracts: the document, and the variables beside it.</summary>
internal static class HookFixtures
{
    public static HookPayload Read(string text) => HookPayload.Parse(Encoding.UTF8.GetBytes(text))!;

    public static IEnumerable<TestCaseData> Starts()
    {
        yield return Case(
            "claude startup", SessionAgent.Claude, "8d1c0f8a-5a6e-4f0a-9f6a-0f1f7b0f9d11", SessionSource.Startup,
            """{"session_id":"8d1c0f8a-5a6e-4f0a-9f6a-0f1f7b0f9d11","transcript_path":"/home/u/.claude/projects/-src-shop/8d1c0f8a.jsonl","cwd":"/","hook_event_name":"SessionStart","source":"startup","model":"claude-sonnet-4-5"}""",
            "CLAUDECODE=1", "CLAUDE_PROJECT_DIR=/elsewhere");
        yield return Case(
            "claude compact, without its variables", SessionAgent.Claude, "8d1c0f8a", SessionSource.Compact,
            """{"session_id":"8d1c0f8a","transcript_path":"/t.jsonl","cwd":"/","hook_event_name":"SessionStart","source":"compact"}""");
        yield return Case(
            "claude fork", SessionAgent.Claude, "b2", SessionSource.Fork,
            """{"session_id":"b2","transcript_path":"/t.jsonl","cwd":"/","hook_event_name":"SessionStart","source":"fork","session_title":"a fork"}""", "CLAUDECODE=1");
        yield return Case(
            "codex resume", SessionAgent.Codex, "019a4c5e-6f9a-7b43-b1d9-0c1fd2a6a3f0", SessionSource.Resume,
            """{"session_id":"019a4c5e-6f9a-7b43-b1d9-0c1fd2a6a3f0","transcript_path":null,"cwd":"/","hook_event_name":"SessionStart","model":"gpt-5-codex","permission_mode":"default","source":"resume"}""");
        yield return Case(
            "gemini clear", SessionAgent.Gemini, "5b0a", SessionSource.Clear,
            """{"session_id":"5b0a","transcript_path":"/t.json","cwd":"/","hook_event_name":"SessionStart","timestamp":"2026-03-01T12:00:00.000Z","source":"clear"}""");
        yield return Case(
            "gemini by its variables", SessionAgent.Gemini, "5b0a", SessionSource.Startup,
            """{"session_id":"5b0a","cwd":"/","hook_event_name":"SessionStart","source":"startup"}""", "GEMINI_SESSION_ID=5b0a", "CLAUDE_PROJECT_DIR=/");
        yield return Case(
            "cursor, which looks like claude", SessionAgent.Cursor, "c1f0", SessionSource.Startup,
            """{"conversation_id":"c1f0","generation_id":"g1","hook_event_name":"sessionStart","cursor_version":"1.7.2","workspace_roots":["/"],"is_background_agent":false,"composer_mode":"agent"}""",
            "CURSOR_VERSION=1.7.2", "CLAUDE_PROJECT_DIR=/", "CLAUDECODE=1");
        yield return Case(
            "copilot", SessionAgent.Copilot, "cp-77", SessionSource.Startup,
            """{"sessionId":"cp-77","timestamp":1772366400000,"cwd":"/","source":"new","initialPrompt":"fix the build"}""");
        yield return Case("nothing at all", SessionAgent.Shell, null, SessionSource.Startup, "{}");
    }

    public static Func<string, string?> Environment(string[] variables) =>
        name => variables.Select(v => v.Split('=', 2)).FirstOrDefault(v => v[0] == name)?[1];

    private static TestCaseData Case(string name, SessionAgent agent, string? session, SessionSource source, string document, params string[] variables) =>
        new TestCaseData(document, variables, agent, session, source).SetArgDisplayNames(name);
}
