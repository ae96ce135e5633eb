using System.Text.Json.Nodes;

namespace PortOrchestrator.Hooks.Agents;

/// <summary>What is known of each coding agent; docs/hooks.md says from where.</summary>
internal static class AgentFormats
{
    // A session starts within its budget of two seconds; what takes longer than this has something wrong with it.
    private const int StartSeconds = 10;

    // Claude Code gives all ends together 1.5 s unless one asks for more. Codex allows no more than 3 s, and warns at each start of a larger number.
    private const int EndSeconds = 5;
    private const int CodexEndSeconds = 3;

    /// <summary>The format of a coding agent.</summary>
    public static AgentFormat Of(HookHost host) => host switch
    {
        HookHost.Claude => new AgentFormat
        {
            Host = host,
            StartEvent = "SessionStart",
            EndEvent = "SessionEnd",
            IsGrouped = true,
            FolderVariable = "CLAUDE_CONFIG_DIR",
            UserFolder = ".claude",
            UserFile = "settings.json",
            ProjectFile = ".claude/settings.json",
            LocalFile = ".claude/settings.local.json",
            // With arguments of their own no shell is in between, on any system.
            Hook = c => new JsonObject
            {
                ["type"] = "command",
                ["command"] = c.Program[0],
                ["args"] = new JsonArray([.. c.All.Skip(1).Select(a => (JsonNode)a)]),
                ["timeout"] = c.Verb == HookVerb.Start ? StartSeconds : EndSeconds,
            },
            Notes = ["Claude Code reads hooks when it starts; sessions that are open go on without them."],
        },
        HookHost.Codex => new AgentFormat
        {
            Host = host,
            StartEvent = "SessionStart",
            EndEvent = "SessionEnd",
            IsGrouped = true,
            FolderVariable = "CODEX_HOME",
            UserFolder = ".codex",
            UserFile = "hooks.json",
            ProjectFile = ".codex/hooks.json",
            Hook = c => new JsonObject
            {
                ["type"] = "command",
                ["command"] = c.ForShell,
                ["timeout"] = c.Verb == HookVerb.Start ? StartSeconds : CodexEndSeconds,
            },
            Notes = ["Codex passes over a new or changed hook until you trust it: type /hooks in Codex."],
        },
        HookHost.Gemini => new AgentFormat
        {
            Host = host,
            StartEvent = "SessionStart",
            EndEvent = "SessionEnd",
            IsGrouped = true,
            UserFolder = ".gemini",
            UserFile = "settings.json",
            ProjectFile = ".gemini/settings.json",
            Hook = c => new JsonObject
            {
                ["name"] = "portorch",
                ["type"] = "command",
                ["command"] = c.ForShell,
                ["timeout"] = (c.Verb == HookVerb.Start ? StartSeconds : EndSeconds) * 1000,
            },
            Notes = ["Gemini CLI may ask you to trust the hook when it next starts."],
        },
        HookHost.Cursor => new AgentFormat
        {
            Host = host,
            StartEvent = "sessionStart",
            EndEvent = "sessionEnd",
            HasVersion = true,
            UserFolder = ".cursor",
            UserFile = "hooks.json",
            ProjectFile = ".cursor/hooks.json",
            Hook = c => new JsonObject { ["command"] = c.ForShell },
            Notes = ["Cursor does not run these hooks in cloud agents."],
        },
        HookHost.Copilot => new AgentFormat
        {
            Host = host,
            StartEvent = "sessionStart",
            EndEvent = "sessionEnd",
            HasVersion = true,
            IsOwnFile = true,
            ProjectFile = ".github/hooks/portorch.json",
            Hook = c => new JsonObject
            {
                ["type"] = "command",
                ["bash"] = c.ForSh,
                ["powershell"] = c.ForPowerShell,
                ["timeoutSec"] = c.Verb == HookVerb.Start ? StartSeconds : EndSeconds,
            },
            Notes = ["Copilot does not read what hooks print, so it is not told the ports; the services are started."],
        },
        _ => throw new ArgumentOutOfRangeException(nameof(host), host, "This is no coding agent."),
    };

    /// <summary>Whether a host is a coding agent; the others are shells.</summary>
    public static bool IsAgent(HookHost host) => host <= HookHost.Copilot;
}
