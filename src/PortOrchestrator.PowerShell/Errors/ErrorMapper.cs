using System.Management.Automation;
using System.Reflection;

namespace PortOrchestrator.PowerShell.Errors;

/// <summary>Turns exceptions into error records. The error id is the name of the <see cref="ErrorCode"/>.</summary>
internal static class ErrorMapper
{
    /// <summary>Makes the record of an exception.</summary>
    /// <param name="exception">What happened.</param>
    /// <param name="target">The item it happened to: a service's name, a port, a path.</param>
    public static ErrorRecord ToRecord(Exception exception, object? target)
    {
        var cause = Unwrap(exception);
        var code = CodeOf(cause);
        return new ErrorRecord(cause, code.ToString(), Category(code), TargetOf(cause) ?? target)
        {
            ErrorDetails = new ErrorDetails(Message(cause)) { RecommendedAction = RecommendedActions.For(code) },
        };
    }

    /// <summary>Whether other items may still succeed.</summary>
    public static bool ConcernsOneItem(Exception exception) => CodeOf(Unwrap(exception)) is
        ErrorCode.InvalidArgument or ErrorCode.InvalidConfiguration or ErrorCode.ConfigurationNotFound or ErrorCode.ProjectNotFound
        or ErrorCode.ServiceNotFound or ErrorCode.PortConflict or ErrorCode.PortReservedBySystem or ErrorCode.PoolExhausted
        or ErrorCode.ServiceFailed or ErrorCode.Timeout or ErrorCode.NotApproved;

    private static Exception Unwrap(Exception exception)
    {
        while (exception is AggregateException or TargetInvocationException or TypeInitializationException && exception.InnerException is { } inner)
            exception = inner;
        return exception;
    }

    private static ErrorCode CodeOf(Exception exception) => exception switch
    {
        PortOrchestratorException known => known.Code,
        ArgumentException => ErrorCode.InvalidArgument,
        TimeoutException => ErrorCode.Timeout,
        _ => ErrorCode.Unexpected,
    };

    private static string? TargetOf(Exception exception) => exception switch
    {
        RegistryException registry => registry.Path,
        ConfigurationException { Diagnostics: var all } => all.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error)?.Location?.File,
        _ => null,
    };

    private static string Message(Exception exception)
    {
        if (exception is not ConfigurationException { Diagnostics: { Count: > 0 } findings } configuration) return exception.Message;
        var missing = findings.Select(f => f.ToString()).Where(f => !configuration.Message.Contains(f, StringComparison.Ordinal));
        return string.Join(Environment.NewLine, missing.Prepend(configuration.Message));
    }

    private static ErrorCategory Category(ErrorCode code) => code switch
    {
        ErrorCode.InvalidArgument => ErrorCategory.InvalidArgument,
        ErrorCode.InvalidConfiguration => ErrorCategory.InvalidData,
        ErrorCode.ConfigurationNotFound or ErrorCode.ProjectNotFound or ErrorCode.ServiceNotFound => ErrorCategory.ObjectNotFound,
        ErrorCode.PortConflict => ErrorCategory.ResourceBusy,
        ErrorCode.PortReservedBySystem => ErrorCategory.ResourceUnavailable,
        ErrorCode.PoolExhausted => ErrorCategory.LimitsExceeded,
        ErrorCode.ServiceFailed => ErrorCategory.InvalidResult,
        ErrorCode.Timeout => ErrorCategory.OperationTimeout,
        ErrorCode.RegistryUnavailable => ErrorCategory.OpenError,
        ErrorCode.SchemaTooNew => ErrorCategory.InvalidOperation,
        ErrorCode.SupervisorUnavailable => ErrorCategory.ConnectionError,
        ErrorCode.StateUnavailable => ErrorCategory.WriteError,
        ErrorCode.NotApproved => ErrorCategory.PermissionDenied,
        _ => ErrorCategory.NotSpecified,
    };
}
