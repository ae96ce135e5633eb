namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>Makes claims of the rows of <see cref="ClaimTable"/>'s queries.</summary>
internal static class ClaimRow
{
    /// <summary>Reads a row of which everything is to be read.</summary>
    public static Claim Read(Row r) => Read(r, new PortKey
    {
        Protocol = Words.Protocol(r.Text(19)),
        ProjectId = r.Text(20),
        Checkout = r.Text(21),
        Service = r.Text(22),
        Name = r.Text(23),
        Replica = r.Int32(24),
    });

    /// <summary>Reads a row whose owner is known, which makes half of its texts.</summary>
    public static Claim Read(Row r, PortKey key) => new(
        r.Int64(0),
        new PortAllocation
        {
            Port = r.Int32(3),
            Protocol = key.Protocol,
            Project = r.Text(17),
            ProjectId = key.ProjectId,
            Checkout = key.Checkout,
            Root = r.Text(18),
            Service = key.Service,
            Name = key.Name,
            Replica = key.Replica,
            Mode = Words.Mode(r.Text(4)),
            Wanted = r.OptionalInt32(5),
            AllocatedAt = DateTimeOffset.FromUnixTimeMilliseconds(r.Int64(6)),
            Persistence = Words.Persistence(r.Text(7)),
            State = r.OptionalText(8) is { } state ? Words.State(state) : null,
            Health = r.OptionalText(9) is { } health ? Words.Health(health) : null,
            Pid = r.OptionalInt32(10),
            Conflict = r.IsNull(11) ? null : Squatter(r, key.Protocol),
            OwnerPid = r.OptionalInt32(16) is { } pid and not 0 ? pid : null,
        },
        r.Flag(1),
        r.Flag(2),
        r.IsNull(10) || r.IsNull(25) ? null : new OwnerIdentity(r.Int32(10), r.Int64(25), r.OptionalText(26), r.OptionalText(27)));

    private static PortHolder Squatter(Row r, PortProtocol protocol) => new()
    {
        Port = r.Int32(3),
        Protocol = protocol,
        Address = r.OptionalText(12),
        Pid = r.OptionalInt32(13),
        Command = r.OptionalText(14),
        User = r.OptionalText(15),
    };
}
