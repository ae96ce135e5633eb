namespace PortOrchestrator;

/// <summary>The registry file cannot be used. Its code is <see cref="ErrorCode.RegistryUnavailable"/> or <see cref="ErrorCode.SchemaTooNew"/>.</summary>
public sealed class RegistryException : PortOrchestratorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="code">The error code.</param>
    /// <param name="path">The registry file.</param>
    /// <param name="message">What, where and what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public RegistryException(ErrorCode code, string path, string message, Exception? innerException = null)
        : base(code, message, innerException) => Path = path;

    /// <summary>The registry file.</summary>
    public string Path { get; }
}
