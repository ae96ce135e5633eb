namespace PortOrchestrator.Trust;

/// <summary>How a configuration came to be approved.</summary>
public enum ApprovalOrigin
{
    /// <summary>By <c>portorch trust</c> or <c>Approve-ProjectConfiguration</c>.</summary>
    Trust,

    /// <summary>By starting services of it: <c>up</c>, <c>start</c>, <c>run</c> and their cmdlets.</summary>
    Start,
}
