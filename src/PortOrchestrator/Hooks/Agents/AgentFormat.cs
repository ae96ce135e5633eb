using System.Text.Json.Nodes;

namespace PortOrchestrator.Hooks.Agents;

/// <summary>Where and how a coding agent wants its hooks written. Immutable.</summary>
internal sealed record AgentFormat
{
    public required HookHost Host { get; init; }

    public required string StartEvent { get; init; }

    public required string EndEvent { get; init; }

    /// <summary>Whether a hook stands in a group with a matcher, rather than directly in the list of its event.</summary>
    public bool IsGrouped { get; init; }

    /// <summary>Whether the file says which version of the format it is: 1.</summary>
    public bool HasVersion { get; init; }

    /// <summary>Whether the file is ours alone, so that it goes when nothing is left in it.</summary>
    public bool IsOwnFile { get; init; }

    /// <summary>The variable that names another folder than <see cref="UserFolder"/>.</summary>
    public string? FolderVariable { get; init; }

    /// <summary>The folder of the user's file, in the home folder.</summary>
    public string? UserFolder { get; init; }

    public string? UserFile { get; init; }

    /// <summary>The repository's file, from the root of the checkout.</summary>
    public required string ProjectFile { get; init; }

    public string? LocalFile { get; init; }

    /// <summary>Makes the hook that runs a command.</summary>
    public required Func<HookCommand, JsonObject> Hook { get; init; }

    /// <summary>What the user has to know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public IReadOnlyList<HookScope> Scopes =>
        [.. new (HookScope Scope, string? File)[] { (HookScope.User, UserFile), (HookScope.Project, ProjectFile), (HookScope.Local, LocalFile) }.Where(s => s.File is not null).Select(s => s.Scope)];

    public string EventOf(HookVerb verb) => verb == HookVerb.Start ? StartEvent : EndEvent;
}
