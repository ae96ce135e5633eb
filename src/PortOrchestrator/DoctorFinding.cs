namespace PortOrchestrator;

/// <summary>One thing that <see cref="MachineOrchestrator.DiagnoseAsync"/> looked at. Immutable.</summary>
/// <param name="Subject">What was looked at.</param>
/// <param name="Severity">Information when it is well.</param>
/// <param name="Message">What was found.</param>
/// <param name="Hint">What to do next; null when nothing.</param>
/// <param name="Holder">Who is in the way; null when nobody is.</param>
public sealed record DoctorFinding(string Subject, DiagnosticSeverity Severity, string Message, string? Hint = null, PortHolder? Holder = null);
