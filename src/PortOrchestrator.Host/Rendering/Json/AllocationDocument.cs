namespace PortOrchestrator.Host.Rendering.Json;

internal sealed record AllocationDocument(
    int Port,
    string Protocol,
    string Project,
    string ProjectId,
    string Checkout,
    string Root,
    string Service,
    string Name,
    int Replica,
    string Mode,
    int? Wanted,
    string AllocatedAt,
    string? State,
    string? Health,
    int? Pid,
    string Persistence,
    int? OwnerPid,
    HolderDocument? Conflict)
{
    public static AllocationDocument From(PortAllocation a) => new(
        a.Port,
        Words.Of(a.Protocol),
        a.Project,
        a.ProjectId,
        a.Checkout,
        a.Root,
        a.Service,
        a.Name,
        a.Replica,
        Words.Of(a.Mode),
        a.Wanted,
        Words.Of(a.AllocatedAt),
        a.State is { } state ? Words.Of(state) : null,
        a.Health is { } health ? Words.Of(health) : null,
        a.Pid,
        Words.Of(a.Persistence),
        a.OwnerPid,
        HolderDocument.From(a.Conflict));
}
