namespace PortOrchestrator.Host.Rendering.Json;

internal sealed record FindingDocument(string Subject, string Severity, string Message, string? Hint, HolderDocument? Holder)
{
    public static FindingDocument From(DoctorFinding f) => new(f.Subject, Words.Of(f.Severity), f.Message, f.Hint, HolderDocument.From(f.Holder));
}
