namespace PortOrchestrator;

/// <summary>Why something did not work; the same words in the SDK, in <c>--json</c> output and in PowerShell error ids.</summary>
public enum ErrorCode
{
    /// <summary>Anything that has no code of its own (exit code 1).</summary>
    Unexpected,

    /// <summary>Wrong use of a command or an argument (exit code 2).</summary>
    InvalidArgument,

    /// <summary>The configuration has errors, or a named file is missing (exit code 3).</summary>
    InvalidConfiguration,

    /// <summary>No configuration was found (exit code 7).</summary>
    ConfigurationNotFound,

    /// <summary>There is no such project (exit code 7).</summary>
    ProjectNotFound,

    /// <summary>There is no such service (exit code 7).</summary>
    ServiceNotFound,

    /// <summary>A port that a required service needs is taken (exit code 6).</summary>
    PortConflict,

    /// <summary>The system reserves the port (exit code 6).</summary>
    PortReservedBySystem,

    /// <summary>No port of the range is free (exit code 6).</summary>
    PoolExhausted,

    /// <summary>A required service failed or was not ready in time (exit code 4).</summary>
    ServiceFailed,

    /// <summary>The command's own time limit passed (exit code 5).</summary>
    Timeout,

    /// <summary>The registry file cannot be read or written (exit code 1).</summary>
    RegistryUnavailable,

    /// <summary>The registry file is of a newer version (exit code 1).</summary>
    SchemaTooNew,

    /// <summary>No supervisor could be started or reached (exit code 1).</summary>
    SupervisorUnavailable,

    /// <summary>The state folder cannot be used (exit code 1).</summary>
    StateUnavailable,

    /// <summary>The user has not approved what would be started (exit code 1).</summary>
    NotApproved,
}
