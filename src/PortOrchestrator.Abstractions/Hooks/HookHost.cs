namespace PortOrchestrator.Hooks;

/// <summary>A program that can be told to start and end sessions: a coding agent or a shell.</summary>
public enum HookHost
{
    /// <summary>Claude Code.</summary>
    Claude,

    /// <summary>Codex CLI.</summary>
    Codex,

    /// <summary>Gemini CLI.</summary>
    Gemini,

    /// <summary>Cursor.</summary>
    Cursor,

    /// <summary>Copilot CLI and cloud agent.</summary>
    Copilot,

    /// <summary>bash.</summary>
    Bash,

    /// <summary>zsh.</summary>
    Zsh,

    /// <summary>fish.</summary>
    Fish,

    /// <summary>PowerShell 7.</summary>
    Pwsh,
}
