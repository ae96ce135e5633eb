namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>The coarse state of each checkout's services, as its supervisor last told.</summary>
internal static class ServiceTable
{
    /// <summary>Whether anything was ever told of a service.</summary>
    public static bool Knows(RegistryConnection connection, long checkout, string service) => connection.Number(
        "SELECT 1 FROM service_states WHERE checkout_id = $checkout AND service = $service LIMIT 1", ("$checkout", checkout), ("$service", service)) is not null;

    /// <summary>Reads the processes on record of a checkout's services, as far as more than their numbers is known.</summary>
    public static List<OwnerIdentity> Processes(RegistryConnection connection, long checkout) => connection.All(
        "SELECT pid, pid_started, boot_id, pid_namespace FROM service_states WHERE checkout_id = $checkout AND pid IS NOT NULL AND pid_started IS NOT NULL",
        static r => new OwnerIdentity(r.Int32(0), r.Int64(1), r.OptionalText(2), r.OptionalText(3)),
        ("$checkout", checkout));

    public static void Replace(RegistryConnection connection, long checkout, IReadOnlyList<ServiceSnapshot> services, long now)
    {
        connection.Execute("DELETE FROM service_states WHERE checkout_id = $checkout", ("$checkout", checkout));
        foreach (var s in services)
        {
            // Read here, beside the process, since its id alone would soon be another one's.
            var process = s.Pid is { } pid ? OwnerIdentity.OfProcess(pid) : null;
            connection.Execute(
                """
                INSERT OR REPLACE INTO service_states (checkout_id, service, replica, state, health, pid, pid_started, boot_id, pid_namespace, recorded_at)
                VALUES ($checkout, $service, $replica, $state, $health, $pid, $started, $boot, $namespace, $now)
                """,
                ("$checkout", checkout), ("$service", s.Service), ("$replica", s.Replica), ("$state", Words.Of(s.State)),
                ("$health", Words.Of(s.Health)), ("$pid", s.Pid), ("$started", process?.Started), ("$boot", process?.BootId),
                ("$namespace", process?.PidNamespace), ("$now", now));
        }
    }
}
