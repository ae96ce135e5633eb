namespace PortOrchestrator.Hooks.Agents;

/// <summary>The hooks in a coding agent's settings.</summary>
internal sealed class AgentHookText(AgentFormat format, string file, byte[]? text, IReadOnlyList<HookCommand> commands) : IHookText
{
    private readonly AgentDocument _document = new(format, file, text);

    public bool IsCurrent => _document.Has(commands);

    public bool IsPresent => _document.HasAny(commands);

    public bool IsBare => format.IsOwnFile && _document.IsBare;

    public IReadOnlyList<TextInsertion> Addition() => _document.Addition(commands);

    public byte[] Removal() => _document.Without(commands);
}
