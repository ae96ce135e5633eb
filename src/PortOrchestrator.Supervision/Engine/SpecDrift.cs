using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Engine;

/// <summary>Tells what differs between what a service was started with and what it would be started with now.</summary>
internal static class SpecDrift
{
    // Set by the session that calls, not by the configuration.
    private static readonly HashSet<string> Volatile = new(StringComparer.Ordinal)
    {
        "PWD", "OLDPWD", "SHLVL", "_", "TERM", "COLUMNS", "LINES", "PORTORCH_INSTANCE",
    };

    /// <summary>Names the first difference; null when there is none that matters.</summary>
    public static string? Describe(ServiceSpec running, ServiceSpec now)
    {
        if (running.IsExternal || now.IsExternal) return null;
        if (!running.Command.SequenceEqual(now.Command)) return "its command";
        if (running.Definition.WorkingDirectory != now.Definition.WorkingDirectory) return "its working directory";
        if (!running.Ports.SequenceEqual(now.Ports)) return "its ports";
        var variable = ConfiguredNames(running, now).FirstOrDefault(n =>
            running.Environment.GetValueOrDefault(n) != now.Environment.GetValueOrDefault(n));
        return variable is null ? null : $"its environment variable {variable}";
    }

    // What a shell exports differs from call to call; only what the configuration names is a change of the configuration.
    private static IEnumerable<string> ConfiguredNames(ServiceSpec a, ServiceSpec b) =>
        a.Definition.Environment.Keys.Union(b.Definition.Environment.Keys).Where(n => !Volatile.Contains(n)).Order(StringComparer.Ordinal);
}
