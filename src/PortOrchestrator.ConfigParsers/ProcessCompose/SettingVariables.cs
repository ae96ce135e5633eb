namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>The variables that set process-compose itself up, by its version 1.122.</summary>
internal static class SettingVariables
{
    public const string Namespaces = "PC_NAMESPACES";

    public const string DisabledProcesses = "PC_DISABLED_PROCESSES";

    public const string DisableDotEnvironment = "PC_DISABLE_DOTENV";

    public const string NoWatch = "PC_NO_WATCH";

    private const string Server = "the supervisor listens on a socket of the user's own";
    private const string Screen = "it is about the full-screen interface of process-compose";
    private const string Messages = "use --verbose for portorch's own messages, and 'portorch logs --supervisor' for the supervisor's";

    /// <summary>Those that have nothing to do here, and why, to be read after a colon.</summary>
    public static readonly IReadOnlyDictionary<string, string> WithoutEffect = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["PC_PORT_NUM"] = Server + "; where a file mentions it, it is the process's own port",
        ["PC_ADDRESS"] = Server,
        ["PC_NO_SERVER"] = Server,
        ["PC_SOCKET_PATH"] = Server,
        ["PC_API_TOKEN"] = Server,
        ["PC_API_TOKEN_PATH"] = Server,
        ["PC_TUI_FULL_SCREEN"] = Screen,
        ["PC_HIDE_DISABLED_PROC"] = Screen,
        ["PC_SHORTCUTS_FILES"] = Screen,
        ["PC_READ_ONLY"] = Screen,
        ["PROC_COMP_CONFIG"] = Screen,
        ["PC_RECURSIVE_METRICS"] = Screen,
        ["PC_LOG_FILE"] = Messages,
        ["PC_LOG_LEVEL"] = Messages,
        ["PC_LOG_NO_COLOR"] = Messages,
        ["PC_DEBUG"] = Messages,
        ["PC_DEBUG_MODE"] = Messages,
        ["PC_RECIPE_FILES"] = "process-compose does not read it either",
    };

    /// <summary>Those that are honoured: the last two ask for what is always so here.</summary>
    public static readonly IReadOnlyList<string> Honoured =
    [
        "PC_CONFIG_FILES", Namespaces, DisabledProcesses, DisableDotEnvironment, NoWatch, "COMPOSE_SHELL", "PC_ORDERED_SHUTDOWN", "PC_DISABLE_TUI",
    ];
}
