namespace PortOrchestrator.Host.Rendering.Json;

internal sealed record PortTestDocument(int Port, string Protocol, bool Available, string? Reason, HolderDocument? Holder)
{
    public static PortTestDocument From(PortTestResult r) =>
        new(r.Port, Words.Of(r.Protocol), r.Available, r.Reason, HolderDocument.From(r.Holder));
}
