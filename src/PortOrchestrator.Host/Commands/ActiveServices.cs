namespace PortOrchestrator.Host.Commands;

/// <summary>Which services still do, or will do, something of their own.</summary>
internal static class ActiveServices
{
    public static bool IsActive(ServiceSnapshot service) => service.State is
        ServiceState.Pending or ServiceState.Starting or ServiceState.Running or ServiceState.Launched
        or ServiceState.Restarting or ServiceState.Stopping or ServiceState.Scheduled || service.AwaitsChange;

    /// <summary>The services that a stop would stop, in that order.</summary>
    public static IReadOnlyList<string> StopOrder(ProjectSnapshot snapshot, int firstTier, int lastTier) =>
        [.. snapshot.Services.Where(s => IsActive(s) && s.Tier >= firstTier && s.Tier <= lastTier).Select(s => s.Name).Reverse()];
}
