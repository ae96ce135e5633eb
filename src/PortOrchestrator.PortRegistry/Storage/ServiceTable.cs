namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>The coarse state of each checkout's services, as its supervisor last told.</summary>
internal static class ServiceTable
{
    public static void Replace(RegistryConnection connection, long checkout, IReadOnlyList<ServiceSnapshot> services, long now)
    {
        connection.Execute("DELETE FROM service_states WHERE checkout_id = $checkout", ("$checkout", checkout));
        foreach (var s in services)
        {
            connection.Execute(
                """
                INSERT OR REPLACE INTO service_states (checkout_id, service, replica, state, health, pid, recorded_at)
                VALUES ($checkout, $service, $replica, $state, $health, $pid, $now)
                """,
                ("$checkout", checkout), ("$service", s.Service), ("$replica", s.Replica), ("$state", Words.Of(s.State)),
                ("$health", Words.Of(s.Health)), ("$pid", s.Pid), ("$now", now));
        }
    }
}
