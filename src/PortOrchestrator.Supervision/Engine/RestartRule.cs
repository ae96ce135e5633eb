using System.Globalization;

namespace PortOrchestrator.Supervision.Engine;

/// <summary>Decides whether and when a service that ended badly is started again.</summary>
internal static class RestartRule
{
    /// <summary>How long a service without a check must have run to count as having worked once.</summary>
    public static readonly TimeSpan ProvenUptime = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a process without a check must have run to count as running at all: a command that cannot work ends within
    /// this time, and neither its dependents nor whoever waits should take it for ready.
    /// </summary>
    public static readonly TimeSpan SurvivedUptime = TimeSpan.FromMilliseconds(150);

    /// <summary>How often a process that is still busy getting started is looked at again.</summary>
    public static readonly TimeSpan BusyInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// How long a process without a check may be busy getting started before it counts as running all the same. On a loaded machine even a
    /// command that fails at once takes longer than <see cref="SurvivedUptime"/>; one that has come to rest has survived.
    /// </summary>
    public static readonly TimeSpan LongestBusyStart = TimeSpan.FromSeconds(2);

    // Services that one cause brought down do not all come back at the same instant.
    private const double JitterShare = 0.1;

    /// <summary>The wait before the next start; null when there is none. It is up to a tenth shorter than configured, never longer.</summary>
    /// <param name="restart">The configured rule.</param>
    /// <param name="success">Whether the end counts as a success.</param>
    /// <param name="provenOnce">Whether the service has worked once since it was asked for.</param>
    /// <param name="streak">How many restarts there were in a row.</param>
    /// <param name="jitter">A random number from 0 up to 1.</param>
    public static TimeSpan? NextDelay(RestartDefinition restart, bool success, bool provenOnce, int streak, double jitter)
    {
        var wanted = restart.Policy == RestartPolicy.Always || (restart.Policy == RestartPolicy.OnFailure && !success);
        if (!wanted || (!restart.IsExplicit && !provenOnce) || streak >= restart.MaxRestarts) return null;
        // 2^30 is far beyond any maximum and keeps the product inside a TimeSpan.
        var factor = Math.Pow(2, Math.Min(streak, 30));
        var delay = restart.Backoff.TotalMilliseconds * factor;
        return TimeSpan.FromMilliseconds(Math.Min(delay, restart.MaxBackoff.TotalMilliseconds) * (1 - JitterShare * jitter));
    }

    /// <summary>Names the way a process ended.</summary>
    public static string Describe(int? code) => code switch
    {
        null => "ended; exit code unknown",
        > 128 and < 193 => $"was killed by {Processes.SignalNames.ToName(code.Value - 128)}",
        127 => "exited with code 127 (command not found)",
        126 => "exited with code 126 (command cannot be executed)",
        _ => "exited with code " + code.Value.ToString(CultureInfo.InvariantCulture),
    };
}
