namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>A block as single wishes.</summary>
internal static class BlockRequests
{
    /// <summary>Makes one wish for each member.</summary>
    /// <exception cref="ArgumentException">There is no member, or two are one owner.</exception>
    public static PortRequest[] Of(PortBlockRequest block)
    {
        var requests = block.Members.Select(m => new PortRequest
        {
            Project = block.Project,
            Service = m.Service,
            Name = m.Name,
            Replica = m.Replica,
            Protocol = m.Protocol,
            Mode = m.Port is null ? PortMode.Auto : PortMode.Prefer,
            Port = m.Port,
            Range = block.Range,
            Persistence = block.Persistence,
            OwnerPid = block.OwnerPid,
            TimeToLive = block.TimeToLive,
        }).ToArray();
        if (requests.Length == 0) throw new ArgumentException("A block has at least one member.", nameof(block));
        if (block.Persistence == PortPersistence.Ephemeral) throw new ArgumentException("The system chooses single ports, not blocks; make it a lease.", nameof(block));
        if (requests.GroupBy(r => r.Key).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"Port '{twice.Key.Name}' of '{twice.Key.Service}' is in the block twice.", nameof(block));
        if (requests.Where(r => r.Port is not null).GroupBy(r => (r.Port, r.Protocol)).FirstOrDefault(g => g.Count() > 1) is { } number)
            throw new ArgumentException($"The block names port {number.Key.Port} twice.", nameof(block));
        return requests;
    }
}
