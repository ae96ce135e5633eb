namespace PortOrchestrator.Host.Rendering;

/// <summary>Progress for a file or pipe: one line for every change of state.</summary>
internal sealed class PlainProgress(ITerminal terminal) : IProgress<ServiceSnapshot>
{
    private readonly Dictionary<string, ServiceState> _states = [];

    public void Report(ServiceSnapshot value)
    {
        var known = _states.TryGetValue(value.Name, out var last);
        if (known && last == value.State) return;
        _states[value.Name] = value.State;
        // What had ended by itself is not worth another line when everything is brought down.
        if (value.State == ServiceState.Stopped && last is ServiceState.Completed or ServiceState.Failed or ServiceState.Skipped) return;
        if (value.State is ServiceState.Pending or ServiceState.Disabled || (!known && (value.IsReady || value.State == ServiceState.Stopped))) return;
        terminal.Error.Write($"{value.Name}: {ServiceLine.Of(value)}\n");
    }
}
