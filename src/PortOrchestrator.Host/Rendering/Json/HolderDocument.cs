namespace PortOrchestrator.Host.Rendering.Json;

internal sealed record HolderDocument(
    int Port, string Protocol, string? Address, int? Pid, string? Command, string? User, AllocationDocument? Allocation)
{
    public static HolderDocument? From(PortHolder? h) => h is null
        ? null
        : new(h.Port, Words.Of(h.Protocol), h.Address, h.Pid, h.Command, h.User, h.Allocation is null ? null : AllocationDocument.From(h.Allocation));
}
