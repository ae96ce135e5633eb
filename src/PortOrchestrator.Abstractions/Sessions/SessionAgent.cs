namespace PortOrchestrator.Sessions;

/// <summary>What kind of program a session belongs to.</summary>
public enum SessionAgent
{
    /// <summary>A shell, or anything else that is no coding agent.</summary>
    Shell,

    /// <summary>Claude Code.</summary>
    Claude,

    /// <summary>Codex CLI.</summary>
    Codex,

    /// <summary>Gemini CLI.</summary>
    Gemini,

    /// <summary>Cursor.</summary>
    Cursor,

    /// <summary>GitHub Copilot CLI.</summary>
    Copilot,
}
