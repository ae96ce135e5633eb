using PortOrchestrator.ConfigParsers;

namespace PortOrchestrator;

public sealed partial class ProjectOrchestrator
{
    /// <summary>Whether there is something to read services from.</summary>
    internal bool HasConfiguration => Files.Count > 0 || _location.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);

    internal bool IsLoaded => _loaded is not null;

    internal Surroundings Surroundings => _surroundings;

    /// <summary>The configuration files, those that they include left out.</summary>
    internal IReadOnlyList<string> ConfigurationFiles => Files;

    internal static ProjectOrchestrator Of(Surroundings surroundings, ProjectLocation location) => new(surroundings, location);

    /// <summary>Whether one of the configuration files was written since the services were last started, so that they may not be all that it has.</summary>
    internal bool IsOlderThanFiles(ProjectSnapshot snapshot)
    {
        var started = snapshot.Services.Select(s => s.StartedAt).Append(snapshot.Supervisor?.StartedAt).Max();
        return started is null || Files.Any(f => new FileInfo(f) is not { Exists: true } file || file.LastWriteTimeUtc >= started.Value.UtcDateTime);
    }

    /// <summary>Gives the services the ports that they have not got yet, and tells all. Nothing is started and no command of the configuration is run.</summary>
    /// <exception cref="ConfigurationException">The configuration is missing or has errors.</exception>
    internal async Task<IReadOnlyDictionary<string, IReadOnlyList<ServicePort>>> ReserveAsync(CancellationToken cancellationToken)
    {
        var (result, _) = await RequireAsync(runCommands: false, cancellationToken).ConfigureAwait(false);
        var planner = await PlannerAsync(result.Definition!, cancellationToken).ConfigureAwait(false);
        return (await planner.PlanAsync(new HashSet<string>(), _ => true, cancellationToken).ConfigureAwait(false)).Ports;
    }
}
