using System.Globalization;

namespace PortOrchestrator;

/// <summary>Tells people who sits on a port that is not theirs.</summary>
public static class PortConflictText
{
    /// <summary>Says whose port it is and who listens; null when nobody is in the way.</summary>
    /// <param name="allocation">The allocation, as <see cref="IPortRegistry.InspectAsync"/> gave it.</param>
    public static string? Describe(PortAllocation allocation)
    {
        ArgumentNullException.ThrowIfNull(allocation);
        if (allocation.Conflict is not { } holder) return null;
        var checkout = allocation.Checkout == ProjectIdentity.MainCheckout ? "" : $", checkout '{allocation.Checkout}'";
        return $"port {Number(allocation)} belongs to service '{allocation.Service}' of project '{allocation.Project}'{checkout} ({allocation.Root}), "
            + $"but {Name(holder)} listens on it";
    }

    /// <summary>Says what to do about it; null when nobody is in the way.</summary>
    /// <param name="allocation">The allocation.</param>
    public static string? NextStep(PortAllocation allocation)
    {
        ArgumentNullException.ThrowIfNull(allocation);
        if (allocation.Conflict is not { } holder) return null;
        var protocol = allocation.Protocol == PortProtocol.Udp ? " --protocol udp" : "";
        var stop = holder.Pid is { } pid ? string.Create(CultureInfo.InvariantCulture, $"stop process {pid}") : "stop it";
        return string.Create(CultureInfo.InvariantCulture, $"{stop}, or give the port up to get another one: portorch port release --port {allocation.Port}{protocol}");
    }

    private static string Number(PortAllocation allocation) =>
        allocation.Port.ToString(CultureInfo.InvariantCulture) + (allocation.Protocol == PortProtocol.Udp ? "/udp" : "");

    private static string Name(PortHolder holder)
    {
        string?[] details =
        [
            holder.Pid is { } pid ? "pid " + pid.ToString(CultureInfo.InvariantCulture) : null,
            holder.User is { } user ? "user " + user : null,
            holder.Address is { } address ? "on " + address : null,
        ];
        return $"{holder.Command ?? "a process that the system does not name"} ({string.Join(", ", details.OfType<string>())})";
    }
}
