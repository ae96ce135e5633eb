namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>What <c>${NAME}</c> stands for in a file: a variable of the <c>.env</c> files, then of the caller, then the result of an <c>env_cmds</c> command.</summary>
/// <param name="files">The variables of the <c>.env</c> files.</param>
/// <param name="caller">A variable of the caller; null if it is not set.</param>
internal sealed class VariableScope(IReadOnlyDictionary<string, string> files, Func<string, string?> caller)
{
    /// <summary>The variable by which a process is told its own port.</summary>
    public const string OwnPort = "PC_PORT_NUM";

    private readonly Dictionary<string, string?> _commands = new(StringComparer.Ordinal);

    /// <summary>The results of the commands that have one.</summary>
    public IReadOnlyDictionary<string, string> Results =>
        _commands.Where(c => c.Value is not null).ToDictionary(c => c.Key, c => c.Value!, StringComparer.Ordinal);

    /// <summary>The commands whose results are not known.</summary>
    public IEnumerable<string> Unknown => _commands.Where(c => c.Value is null).Select(c => c.Key);

    /// <summary>Adds a command's result; null when it was not run, or gave none.</summary>
    public void AddResult(string name, string? value) => _commands[name] = value;

    /// <summary>The value of a variable. A port and a result that are known later stay as they are written.</summary>
    public string? Find(string name)
    {
        if (name == OwnPort) return Written(name);
        if (files.TryGetValue(name, out var value)) return value;
        if (caller(name) is { } given) return given;
        return _commands.TryGetValue(name, out var result) ? result ?? Written(name) : null;
    }

    private static string Written(string name) => "${" + name + "}";
}
