namespace PortOrchestrator.Hooks.Agents;

/// <summary>What a hook does with a session.</summary>
internal enum HookVerb
{
    Start,
    End,
}
