using PortOrchestrator.Supervision;

namespace PortOrchestrator.Resolution;

/// <summary>What services inherit: the caller's environment less what belongs to the caller alone.</summary>
internal static class BaseEnvironment
{
    private static readonly HashSet<string> Dropped = new(StringComparer.OrdinalIgnoreCase)
    {
        // Meant for the process that was given them; a service that inherits them acts on somebody else's behalf.
        ServiceVariables.Port, "INVOCATION_ID", "NOTIFY_SOCKET", "WATCHDOG_PID", "WATCHDOG_USEC", "JOURNAL_STREAM", "MAINPID",
        "CLAUDECODE", "CLAUDE_PID", "CLAUDE_ENV_FILE", "CLAUDE_PROJECT_DIR", "CLAUDE_PLUGIN_ROOT",
        "GEMINI_SESSION_ID", "GEMINI_PROJECT_DIR", "GEMINI_CWD", "GEMINI_CLI", "CURSOR_VERSION", "CURSOR_PROJECT_DIR", "CURSOR_TRACE_ID",
        "COPILOT_CLI",
    };

    private static readonly string[] DroppedPrefixes = ["LISTEN_", "PORTORCH_", "PORTORCHESTRATOR_", "CLAUDE_CODE_", "CODEX_SANDBOX"];

    public static Dictionary<string, string> From(IReadOnlyDictionary<string, string>? caller)
    {
        var source = caller ?? OwnEnvironment.Read();
        var kept = source.Where(p => p.Key.Length > 0 && !Dropped.Contains(p.Key)
            && !DroppedPrefixes.Any(prefix => p.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));
        return new Dictionary<string, string>(kept, OwnEnvironment.Comparer);
    }
}
