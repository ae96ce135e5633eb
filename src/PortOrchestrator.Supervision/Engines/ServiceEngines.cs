using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Engines;

/// <summary>Makes the engine of a service.</summary>
internal static class ServiceEngines
{
    /// <summary>The engine that runs a service; null when it is a process, or its command is a launcher of its own.</summary>
    public static IServiceEngine? Create(ServiceSpec spec, IEngineCommands commands, TimeProvider time)
    {
        if (spec.Engine is not { } engine) return null;
        var environment = new Dictionary<string, string>(spec.Environment, StringComparer.Ordinal);
        // Its programs are no part of what an instance started.
        environment.Remove(ServiceVariables.Instance);
        var calls = new EngineCalls(commands, spec.Definition.WorkingDirectory, environment);
        return engine.ComposeProject is { } project
            ? new ComposeEngine(engine, project, spec.Definition.Shutdown.Timeout, calls, time)
            : new SystemdEngine(engine, calls, time);
    }
}
