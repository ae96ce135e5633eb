using PortOrchestrator.ConfigParsers.Settings;

namespace PortOrchestrator.Client;

/// <summary>Those of the machine's settings that a supervisor works by. Whoever starts it has read them, so that it need not. Immutable.</summary>
/// <param name="LogMinFreeMegabytes">How many MiB of the logs' disk stay free; null for the usual number.</param>
/// <param name="Watchdog">Whether it is started again when it is killed.</param>
internal sealed record SupervisorSettings(int? LogMinFreeMegabytes = null, bool Watchdog = false)
{
    /// <summary>Settings with errors are told of by the commands that need them; a supervisor must start all the same.</summary>
    public static SupervisorSettings Of(MachineSettings? settings) => new(settings?.LogMinFreeMegabytes, settings?.Watchdog == true);
}
