namespace PortOrchestrator.Host.CommandLine;

/// <summary>What the program ends with; the one place that decides.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int Usage = 2;
    public const int InvalidConfiguration = 3;
    public const int ServiceFailed = 4;
    public const int Timeout = 5;
    public const int PortConflict = 6;
    public const int NotFound = 7;
    public const int Interrupted = 130;

    public static int From(ErrorCode code) => code switch
    {
        ErrorCode.InvalidArgument => Usage,
        ErrorCode.InvalidConfiguration => InvalidConfiguration,
        ErrorCode.ConfigurationNotFound or ErrorCode.ProjectNotFound or ErrorCode.ServiceNotFound => NotFound,
        ErrorCode.PortConflict or ErrorCode.PortReservedBySystem or ErrorCode.PoolExhausted => PortConflict,
        ErrorCode.ServiceFailed => ServiceFailed,
        ErrorCode.Timeout => Timeout,
        ErrorCode.Unexpected or ErrorCode.RegistryUnavailable or ErrorCode.SchemaTooNew
            or ErrorCode.SupervisorUnavailable or ErrorCode.StateUnavailable or ErrorCode.NotApproved => Failure,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "This error code has no exit code."),
    };

    /// <summary>The error that an outcome is; null when it is none.</summary>
    public static ErrorCode? ErrorOf(UpOutcome outcome) => outcome switch
    {
        UpOutcome.Ready or UpOutcome.AlreadyRunning or UpOutcome.NothingToDo or UpOutcome.ProjectEnded => null,
        UpOutcome.PortConflict => ErrorCode.PortConflict,
        UpOutcome.ServiceFailed => ErrorCode.ServiceFailed,
        UpOutcome.TimedOut => ErrorCode.Timeout,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "This outcome has no exit code."),
    };

    public static int From(UpOutcome outcome) => ErrorOf(outcome) is { } error ? From(error) : Success;
}
