namespace PortOrchestrator.Configuration;

/// <summary>How firmly a wanted port number is meant.</summary>
public enum PortMode
{
    /// <summary>Any free port will do.</summary>
    Auto,

    /// <summary>This port if it is free, else another.</summary>
    Prefer,

    /// <summary>This port or a clear error.</summary>
    Exact,
}
