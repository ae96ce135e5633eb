using PortOrchestrator.Supervision.Journal;

namespace PortOrchestrator.Client;

/// <summary>Adds to a snapshot what of the services that run is configured otherwise now, as far as files alone tell it.</summary>
internal static class DriftView
{
    public static ProjectSnapshot Add(ProjectSnapshot snapshot, IReadOnlyList<JournalEntry> entries, ConfigurationResult? configuration)
    {
        // What commands would give as values is not known here.
        if (configuration is not { Definition: { } definition, HasPendingCommands: false }) return snapshot;
        var run = entries.Where(e => e.Spec.RunBy is null).ToDictionary(e => e.Snapshot.Name, e => e.Spec.Definition, StringComparer.Ordinal);
        var now = definition.Services.ToDictionary(s => s.Name, StringComparer.Ordinal);
        return snapshot with
        {
            Services =
            [
                .. snapshot.Services.Select(s => s.Drift is null && Runs(s) && run.TryGetValue(s.Name, out var was) && now.TryGetValue(s.Name, out var service)
                    ? s with { Drift = Difference(was, service) }
                    : s),
            ],
        };
    }

    private static bool Runs(ServiceSnapshot service) =>
        service.State is ServiceState.Starting or ServiceState.Running or ServiceState.Launched or ServiceState.Restarting;

    private static string? Difference(ServiceDefinition was, ServiceDefinition now)
    {
        if (was.Kind != now.Kind) return "its kind";
        if (!AreSame(was.StartCommand, now.StartCommand)) return "its command";
        if (was.WorkingDirectory != now.WorkingDirectory) return "its working directory";
        if (!was.Ports.Select(p => (p.Name, p.Port, p.Protocol)).SequenceEqual(now.Ports.Select(p => (p.Name, p.Port, p.Protocol)))) return "its ports";
        return Variable(was.Environment, now.Environment) is { } name ? $"its environment variable {name}" : null;
    }

    private static bool AreSame(CommandLine? one, CommandLine? other) =>
        one?.Text == other?.Text && (one?.Arguments ?? []).SequenceEqual(other?.Arguments ?? []);

    private static string? Variable(IReadOnlyDictionary<string, string> was, IReadOnlyDictionary<string, string> now) =>
        was.Keys.Union(now.Keys).Order(StringComparer.Ordinal).FirstOrDefault(n => was.GetValueOrDefault(n) != now.GetValueOrDefault(n));
}
