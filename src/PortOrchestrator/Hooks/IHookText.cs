namespace PortOrchestrator.Hooks;

/// <summary>The text of a file in which a host looks for hooks. Immutable.</summary>
internal interface IHookText
{
    /// <summary>Whether our hook is there as it would be written now.</summary>
    bool IsCurrent { get; }

    /// <summary>Whether our hook is there in any form.</summary>
    bool IsPresent { get; }

    /// <summary>Whether the file is of no use without our hook.</summary>
    bool IsBare { get; }

    /// <summary>What has to be put in so that our hook is there; it must not be there yet.</summary>
    IReadOnlyList<TextInsertion> Addition();

    /// <summary>The text without our hook.</summary>
    byte[] Removal();
}
