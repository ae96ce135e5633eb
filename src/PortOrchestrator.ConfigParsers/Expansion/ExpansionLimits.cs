namespace PortOrchestrator.ConfigParsers.Expansion;

/// <summary>What keeps a hostile file from taking much time or memory.</summary>
internal static class ExpansionLimits
{
    /// <summary>Characters written for one text: the result, and the arguments of functions.</summary>
    public const int Text = 16 * 1024 * 1024;

    /// <summary>How deep <c>${a:-${b:-…}}</c> may go.</summary>
    public const int Depth = 64;

    /// <summary>Characters looked at by replacements and patterns of one text, each as often as it is compared.</summary>
    public const long Work = 8_000_000;

    /// <summary>Errors, and warnings, that are told of one text.</summary>
    public const int Problems = 100;
}
