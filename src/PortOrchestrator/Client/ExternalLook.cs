using PortOrchestrator.Probes;
using PortOrchestrator.Supervision.Engines;
using PortOrchestrator.Supervision.Journal;

namespace PortOrchestrator.Client;

/// <summary>Checks what somebody else runs when no supervisor does: nobody stays to look after it, so it is looked at when somebody asks.</summary>
internal static class ExternalLook
{
    /// <summary>Gives external services the health that their check has now.</summary>
    public static async Task<ProjectSnapshot> CheckAsync(
        ProjectSnapshot snapshot, IReadOnlyList<JournalEntry> entries, TimeProvider time, CancellationToken cancellationToken)
    {
        var external = entries.Where(e => e.Snapshot.State == ServiceState.External && e.Spec.RunBy is null && e.Spec.Definition.Readiness is { Check: not NotifyCheck }).ToList();
        if (external.Count == 0) return snapshot;
        var results = await Task.WhenAll(external.Select(e => CheckAsync(e, time, cancellationToken))).ConfigureAwait(false);
        var byName = results.ToDictionary(r => r.Name, r => r.Result, StringComparer.Ordinal);
        return snapshot with { Services = [.. snapshot.Services.Select(s => byName.TryGetValue(s.Name, out var result) ? Apply(s, result) : s)] };
    }

    private static ServiceSnapshot Apply(ServiceSnapshot service, ProbeResult result) => result.Success
        ? service with { Health = ServiceHealth.Healthy }
        : service with { Health = ServiceHealth.Unhealthy, Reason = $"check failed: {result.Reason}" };

    private static async Task<(string Name, ProbeResult Result)> CheckAsync(JournalEntry entry, TimeProvider time, CancellationToken cancellationToken)
    {
        var definition = entry.Spec.Definition;
        if (definition.Readiness!.Check is EngineCheck)
        {
            var ofEngine = new EngineProbe(ServiceEngines.Create(entry.Spec, new CliWrapEngineCommands(), time)!, entry.Spec.Ports, time);
            return (entry.Snapshot.Name, await ofEngine.CheckAsync(cancellationToken).ConfigureAwait(false));
        }

        var context = new ProbeContext
        {
            WorkingDirectory = definition.WorkingDirectory,
            Environment = entry.Spec.Environment,
            Shell = entry.Spec.Shell,
            LogPath = entry.Spec.LogPath,
            LogOffset = entry.LogOffset,
            StartedAt = entry.Snapshot.StartedAt ?? default,
            TimeProvider = time,
        };
        var probe = ProbeFactory.Create(definition.Readiness.Check, context);
        return (entry.Snapshot.Name, await ProbeRunner.CheckOnceAsync(probe, definition.Readiness.Timeout, time, cancellationToken).ConfigureAwait(false));
    }
}
