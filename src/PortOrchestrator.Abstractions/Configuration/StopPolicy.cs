namespace PortOrchestrator.Configuration;

/// <summary>When a service is stopped that nobody needs any more.</summary>
public enum StopPolicy
{
    /// <summary>Not until it is stopped by name.</summary>
    Never,

    /// <summary>When nobody has needed it again for a while.</summary>
    Grace,

    /// <summary>At once.</summary>
    Immediate,
}
