namespace PortOrchestrator;

/// <summary>A failure that a caller can act on. The message says what, where and what to do next.</summary>
public class PortOrchestratorException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="code">The error code.</param>
    /// <param name="message">What, where and what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public PortOrchestratorException(ErrorCode code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>The error code; the same in the SDK, in <c>--json</c> output and in PowerShell error ids.</summary>
    public ErrorCode Code { get; }
}
