using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Sharing;

/// <summary>What a supervisor is given of a service that another one runs: enough to follow it and to hold back what depends on it.</summary>
internal static class FollowedSpec
{
    /// <param name="service">The definition.</param>
    /// <param name="owner">Whose supervisor runs it.</param>
    /// <param name="known">What that tells of it; null when it has not been asked to start it.</param>
    /// <param name="ports">Its ports, as far as they are known otherwise.</param>
    /// <param name="logFolder">The owner's.</param>
    public static ServiceSpec Of(
        ServiceDefinition service, ProjectIdentity owner, ServiceSnapshot? known, IReadOnlyList<ServicePort> ports, string logFolder) => new()
        {
            Name = service.Name,
            Replica = service.Replica ?? 0,
            // Whoever runs it looks after it; here nothing of that is done.
            Definition = service with
            {
                Liveness = null,
                Schedule = null,
                Watch = null,
                Tty = false,
                Limits = ServiceLimits.None,
                Restart = new RestartDefinition(),
                Log = new LogDefinition { SeparateStandardError = service.Log.SeparateStandardError },
                EndsProject = ProjectExit.Never,
                Environment = new Dictionary<string, string>(),
            },
            Shell = [],
            Environment = new Dictionary<string, string>(),
            Ports = known?.Ports ?? ports,
            LogPath = known?.LogPath ?? Path.Combine(logFolder, service.Name + ".log"),
            ErrorLogPath = known is null ? null : known.ErrorLogPath,
            RunBy = owner,
        };
}
