namespace PortOrchestrator.Hooks;

/// <summary>What installing or uninstalling a hook did to a file, or would do. Immutable.</summary>
public sealed record HookChange
{
    /// <summary>Whose hook.</summary>
    public required HookHost Host { get; init; }

    /// <summary>For whom.</summary>
    public required HookScope Scope { get; init; }

    /// <summary>What was done.</summary>
    public required HookOutcome Outcome { get; init; }

    /// <summary>The absolute path of the file, as its host knows it.</summary>
    public required string File { get; init; }

    /// <summary>Whether the file did not exist before, or does not any more.</summary>
    public bool IsWholeFile { get; init; }

    /// <summary>The commands that the host runs.</summary>
    /// <value>The default value is empty: the hook is gone.</value>
    public IReadOnlyList<string> Commands { get; init; } = [];

    /// <summary>What the user has to do or to know: sentences for people.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The change as one line for people.</summary>
    public override string ToString() => $"{Host}: {Outcome} ({File})";
}
