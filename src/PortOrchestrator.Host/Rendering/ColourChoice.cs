namespace PortOrchestrator.Host.Rendering;

/// <summary>When output is coloured.</summary>
internal enum ColourChoice
{
    /// <summary>On a terminal, unless <c>NO_COLOR</c> says otherwise.</summary>
    Auto,
    Always,
    Never,
}
