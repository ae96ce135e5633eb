namespace PortOrchestrator.ConfigParsers.Keys;

internal enum KeyRuleKind
{
    /// <summary>The two keys exclude each other.</summary>
    NotBoth,

    /// <summary>The two flags must differ when both are written.</summary>
    Opposites,

    /// <summary>One of the keys is written, and no other.</summary>
    ExactlyOne,

    /// <summary>At least one of the keys is written.</summary>
    AtLeastOne,
}
