using PortOrchestrator.PortRegistry.Listeners;

namespace PortOrchestrator.PortRegistry.Storage.Recovery;

/// <summary>Gives ports that a backup does not know back to the services that listen on them now.</summary>
internal static class LiveServices
{
    /// <summary>Claims the ports of running services whose checkout the file knows.</summary>
    /// <returns>How many.</returns>
    public static int Claim(RegistryConnection connection, ISocketTable sockets, long now)
    {
        if (!OperatingSystem.IsLinux()) return 0;
        var checkouts = CheckoutTable.All(connection);
        var claimed = 0;
        foreach (var protocol in (PortProtocol[])[PortProtocol.Tcp, PortProtocol.Udp])
        {
            foreach (var listener in sockets.All(protocol) ?? [])
            {
                if (listener.Pid is { } pid && ServiceEnvironment.Read(pid) is { } service && Claim(connection, checkouts, service, listener.Port, protocol, now)) claimed++;
            }
        }
        return claimed;
    }

    private static bool Claim(
        RegistryConnection connection, List<ProjectIdentity> checkouts, ServiceEnvironment service, int port, PortProtocol protocol, long now)
    {
        // A name is not unique on a machine; a guess would give one project's port to another.
        var owners = checkouts.FindAll(c => c.Name == service.Project && c.Checkout == service.Checkout);
        if (owners is not [var owner] || service.NameOf(port, ClaimTable.Names(connection, owner.ProjectId, service.Service)) is not { } name) return false;
        var key = new PortKey
        {
            ProjectId = owner.ProjectId,
            Checkout = owner.Checkout,
            Service = service.Service,
            Name = name,
            Replica = service.Replica,
            Protocol = protocol,
        };
        if (ClaimTable.OnPort(connection, port, protocol).Count > 0 || ClaimTable.Find(connection, key) is not null) return false;
        ClaimTable.Insert(
            connection,
            new ClaimDraft
            {
                Checkout = CheckoutTable.Touch(connection, owner, now),
                Key = key,
                Port = port,
                Mode = PortMode.Auto,
                Wanted = null,
                Persistence = PortPersistence.Stable,
                Owner = OwnerIdentity.OfThisProcess(),
            },
            now);
        return true;
    }
}
