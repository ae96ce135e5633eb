namespace PortOrchestrator;

/// <summary>The configuration cannot be used. Carries every finding.</summary>
public sealed class ConfigurationException : PortOrchestratorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="code"><see cref="ErrorCode.InvalidConfiguration"/> or <see cref="ErrorCode.ConfigurationNotFound"/>.</param>
    /// <param name="message">A summary for people.</param>
    /// <param name="diagnostics">Every finding.</param>
    public ConfigurationException(ErrorCode code, string message, IReadOnlyList<Diagnostic> diagnostics)
        : base(code, message) => Diagnostics = diagnostics;

    /// <summary>Every finding, over all files.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}
