using PortOrchestrator.Sessions;

namespace PortOrchestrator.Host.Commands.Session;

/// <summary>Tells which host runs the hook: by its variables, since those are its own, then by the shape of its document.</summary>
internal static class HookHost
{
    /// <summary>Finds the host.</summary>
    /// <param name="payload">The document.</param>
    /// <param name="environment">Reads a variable.</param>
    public static SessionAgent Find(HookPayload payload, Func<string, string?> environment)
    {
        // First: Cursor sets the variables of Claude Code, too.
        if (Has("CURSOR_VERSION")) return SessionAgent.Cursor;
        if (Has("GEMINI_SESSION_ID")) return SessionAgent.Gemini;
        if (Has("CLAUDECODE")) return SessionAgent.Claude;
        var members = payload.Members;
        if (members.Contains("cursor_version") || members.Contains("workspace_roots")) return SessionAgent.Cursor;
        if (members.Contains("sessionId")) return SessionAgent.Copilot;
        if (!members.Contains("session_id")) return SessionAgent.Shell;
        if (members.Contains("timestamp")) return SessionAgent.Gemini;
        return members.Contains("permission_mode") && members.Contains("model") ? SessionAgent.Codex : SessionAgent.Claude;

        bool Has(string variable) => !string.IsNullOrEmpty(environment(variable));
    }
}
