using PortOrchestrator.Hooks.Agents;

namespace PortOrchestrator.Hooks;

/// <summary>Where hosts look for their files.</summary>
/// <param name="environment">Reads a variable.</param>
internal sealed class HookPlaces(Func<string, string?> environment)
{
    private string Home => environment("HOME") is { Length: > 0 } home && Path.IsPathFullyQualified(home)
        ? home
        : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } profile
            ? profile
            : throw new PortOrchestratorException(ErrorCode.InvalidArgument, "There is no home folder to write hooks into: set HOME to one.");

    /// <summary>The file of a coding agent.</summary>
    /// <param name="format">The agent.</param>
    /// <param name="scope">For whom; one that the agent has.</param>
    /// <param name="root">The root of the checkout.</param>
    public string Of(AgentFormat format, HookScope scope, string root) => scope switch
    {
        HookScope.User => Path.Combine(Folder(format.FolderVariable) ?? Path.Combine(Home, format.UserFolder!), format.UserFile!),
        HookScope.Project => Path.GetFullPath(format.ProjectFile, root),
        _ => Path.GetFullPath(format.LocalFile!, root),
    };

    /// <summary>The file that a shell reads when it begins to talk to somebody.</summary>
    public string Of(HookHost shell) => shell switch
    {
        HookHost.Bash => Path.Combine(Home, ".bashrc"),
        HookHost.Zsh => Path.Combine(Folder("ZDOTDIR") ?? Home, ".zshrc"),
        HookHost.Fish => Path.Combine(Folder("XDG_CONFIG_HOME") ?? Path.Combine(Home, ".config"), "fish", "config.fish"),
        _ => throw new ArgumentOutOfRangeException(nameof(shell), shell, "This shell tells itself where its file is."),
    };

    private string? Folder(string? variable) =>
        variable is not null && environment(variable) is { } folder && Path.IsPathFullyQualified(folder) ? folder : null;
}
