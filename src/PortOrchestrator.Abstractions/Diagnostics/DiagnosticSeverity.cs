namespace PortOrchestrator.Diagnostics;

/// <summary>How serious a <see cref="Diagnostic"/> is.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing; nothing has to change.</summary>
    Information,

    /// <summary>Surprising, but the configuration is used.</summary>
    Warning,

    /// <summary>The configuration is refused.</summary>
    Error,
}
