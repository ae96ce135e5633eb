namespace PortOrchestrator.Configuration;

/// <summary>What happens when a liveness probe has failed as often as its threshold says.</summary>
public enum LivenessAction
{
    /// <summary>The service is stopped and started again as its restart policy says.</summary>
    Restart,

    /// <summary>Only its health is reported.</summary>
    Report,
}
