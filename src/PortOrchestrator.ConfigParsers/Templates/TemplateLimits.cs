namespace PortOrchestrator.ConfigParsers.Templates;

/// <summary>What keeps a hostile template from taking much time or memory.</summary>
internal static class TemplateLimits
{
    /// <summary>Characters of a template.</summary>
    public const int Text = 1024 * 1024;

    /// <summary>How deep control structures and parentheses, and what is printed, may be nested.</summary>
    public const int Depth = 64;

    /// <summary>Variables that exist at one time.</summary>
    public const int Variables = 200;

    /// <summary>What the rendering of one template may cost in all, in the units below.</summary>
    public const long Budget = 10_000_000;

    /// <summary>The cost of a step: an action, a function, an item of a list or a map.</summary>
    public const int Step = 20;

    /// <summary>The cost of a character that is written or looked at.</summary>
    public const int Character = 4;
}
