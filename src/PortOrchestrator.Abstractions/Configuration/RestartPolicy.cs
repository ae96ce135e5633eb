namespace PortOrchestrator.Configuration;

/// <summary>When a service is started again after it ended by itself.</summary>
public enum RestartPolicy
{
    /// <summary>Never.</summary>
    No,

    /// <summary>After an exit code that is not a success, a signal or a lost liveness.</summary>
    OnFailure,

    /// <summary>After every end.</summary>
    Always,
}
