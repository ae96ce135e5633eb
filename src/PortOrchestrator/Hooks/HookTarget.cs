namespace PortOrchestrator.Hooks;

/// <summary>A file that a hook goes into, and how it is read. Immutable.</summary>
/// <param name="Host">Whose file.</param>
/// <param name="Scope">For whom.</param>
/// <param name="File">Its absolute path.</param>
/// <param name="Open">Reads a text of it; null when there is no file.</param>
internal sealed record HookTarget(HookHost Host, HookScope Scope, string File, Func<byte[]?, IHookText> Open)
{
    /// <summary>What the hook runs.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];

    /// <summary>What the user has to know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
