using PortOrchestrator.Supervision.Engines;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Engines;

/// <summary>Asks engines, before anything is started, which programs there are and what they run already. Nothing is asked when no service needs it.</summary>
internal sealed class EngineScout(ProjectIdentity project, IReadOnlyDictionary<string, string> environment, IEngineCommands commands, TimeProvider time)
{
    /// <summary>Which programs there are.</summary>
    public async Task<EngineOutlook> FindProgramsAsync(ProjectDefinition definition, CancellationToken cancellationToken)
    {
        if (definition.Services.FirstOrDefault(s => s.Compose is not null && IsInScope(s)) is not { } first) return EngineOutlook.None;
        var calls = new EngineCalls(commands, first.WorkingDirectory, environment);
        return new EngineOutlook { Compose = await ComposePrograms.FindAsync(calls, cancellationToken).ConfigureAwait(false) };
    }

    /// <summary>Adds what runs already of services that are about to be started and are not ours.</summary>
    public async Task<EngineOutlook> LookAsync(
        EngineOutlook outlook, ProjectDefinition definition, IReadOnlySet<string> starting, Func<string, bool> isStartedByUs, CancellationToken cancellationToken)
    {
        var asked = definition.Services.Where(s => (s.Compose is not null || s.Systemd is not null) && IsInScope(s) && starting.Contains(s.Name) && !isStartedByUs(s.Name)).ToList();
        if (asked.Count == 0) return outlook;
        var states = await Task.WhenAll(asked.Select(s => LookAsync(outlook, s, cancellationToken))).ConfigureAwait(false);
        var running = new Dictionary<string, RunningService>(StringComparer.Ordinal);
        foreach (var (service, state) in asked.Zip(states))
        {
            if (state.Condition == EngineCondition.Running) running[service.Name] = Describe(service, state);
        }

        return outlook with { Running = running };
    }

    // What belongs to a wider scope is asked for by whoever runs it.
    private bool IsInScope(ServiceDefinition service) => service.Scope <= project.Scope;

    private Task<EngineState> LookAsync(EngineOutlook outlook, ServiceDefinition service, CancellationToken cancellationToken)
    {
        var spec = new ServiceSpec
        {
            Name = service.Name,
            Definition = service,
            Shell = [],
            Environment = environment,
            LogPath = "",
            Engine = EngineSpecs.Identify(project, service, outlook),
        };
        return ServiceEngines.Create(spec, commands, time)!.LookAsync(cancellationToken);
    }

    private RunningService Describe(ServiceDefinition service, EngineState state)
    {
        if (service.Compose is null) return new RunningService($"systemd ({state.Name} was active before)", [], null);
        var own = ComposeProjectName.Folder(service);
        var isOther = state.Folder is { } folder && !IsSame(folder, own) && service.Scope == ServiceScope.Checkout;
        return new RunningService($"{state.Name} of the Compose project '{ComposeProjectName.Of(project, service)}'", state.Ports, isOther ? state.Folder : null);
    }

    private static bool IsSame(string a, string b) => Path.TrimEndingDirectorySeparator(Resolve(a)) == Path.TrimEndingDirectorySeparator(Resolve(b));

    private static string Resolve(string folder)
    {
        try
        {
            return Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(folder);
        }
        catch (IOException)
        {
            return folder;
        }
    }
}
