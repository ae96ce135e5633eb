namespace PortOrchestrator.Host.Rendering.Json;

internal sealed record ConflictDocument(string Service, string PortName, int? Port, bool Required, HolderDocument? Holder, string Message)
{
    public static ConflictDocument From(ServicePortConflict c) =>
        new(c.Service, c.PortName, c.Port, c.Required, HolderDocument.From(c.Holder), c.Message);
}
