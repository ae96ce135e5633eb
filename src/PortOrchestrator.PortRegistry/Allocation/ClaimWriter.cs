using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>Writes what was decided. Immutable.</summary>
internal sealed class ClaimWriter(IOwnerInspector owners)
{
    private readonly OwnerIdentity _self = OwnerIdentity.OfThisProcess();

    /// <summary>Reads the allocation that a request has now.</summary>
    public PortAllocation Reread(Step step) => ClaimTable.Find(step.Connection, step.Request.Key)!.AsItIs(owners);

    /// <summary>Writes a new claim, with what keeps it when it is a lease.</summary>
    public PortAllocation Write(Step step, int port, PortOutcome outcome)
    {
        var request = step.Request;
        var lease = LeaseOf(request);
        var claim = ClaimTable.Insert(
            step.Connection,
            new ClaimDraft
            {
                Checkout = step.Checkout,
                Key = request.Key,
                Port = port,
                Mode = request.Mode,
                Wanted = request.Port,
                Persistence = request.Persistence,
                Shared = outcome == PortOutcome.Shared,
                External = outcome == PortOutcome.External,
                Owner = _self,
            },
            step.Now.Wall);
        if (lease is not null) LeaseTable.Add(step.Connection, claim, lease, step.Now);
        // A service that ran before has a state to tell.
        if (ServiceTable.Knows(step.Connection, step.Checkout, request.Service)) return Reread(step);
        return new PortAllocation
        {
            Port = port,
            Protocol = request.Protocol,
            Project = request.Project.Name,
            ProjectId = request.Project.ProjectId,
            Checkout = request.Project.Checkout,
            Root = request.Project.Root,
            Service = request.Service,
            Name = request.Name,
            Replica = request.Replica,
            Mode = request.Mode,
            Wanted = request.Port,
            AllocatedAt = DateTimeOffset.FromUnixTimeMilliseconds(step.Now.Wall),
            Persistence = request.Persistence,
            OwnerPid = lease?.Process?.Pid,
        };
    }

    /// <summary>Lets a request keep a claim that its owner has: as long as it asks for, or longer.</summary>
    public void Renew(Step step, Claim held)
    {
        var was = held.Allocation.Persistence;
        if (was == PortPersistence.Stable) return;
        if (LeaseOf(step.Request) is { } lease)
        {
            LeaseTable.DropOver(step.Connection, held.Id, owners, step.Now);
            LeaseTable.Add(step.Connection, held.Id, lease, step.Now);
            return;
        }
        ClaimTable.Persist(step.Connection, held.Id, PortPersistence.Stable);
        LeaseTable.Clear(step.Connection, held.Id);
    }

    private LeaseOwner? LeaseOf(PortRequest request)
    {
        if (request.Persistence == PortPersistence.Stable) return null;
        if (request.OwnerPid is { } pid) return new LeaseOwner(OwnerIdentity.OfProcess(pid) ?? throw NoProcess(pid, request), request.TimeToLive);
        return new LeaseOwner(request.TimeToLive is null ? _self : null, request.TimeToLive);
    }

    private static PortOrchestratorException NoProcess(int pid, PortRequest request) => new(
        ErrorCode.InvalidArgument,
        $"There is no process {pid} that a lease for '{request.Service}' could be bound to. Name a process that runs, or leave the owner out to bind it to the caller.");
}
