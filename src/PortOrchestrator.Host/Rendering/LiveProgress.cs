using System.Text;

namespace PortOrchestrator.Host.Rendering;

/// <summary>Progress for a terminal: one line per service, updated in place.</summary>
internal sealed class LiveProgress(ITerminal terminal) : IProgress<ServiceSnapshot>
{
    private readonly Dictionary<string, ServiceSnapshot> _services = [];
    private readonly List<string> _order = [];
    private int _drawn;

    public void Report(ServiceSnapshot value)
    {
        if (!_services.ContainsKey(value.Name)) _order.Add(value.Name);
        _services[value.Name] = value;
        Draw();
    }

    /// <summary>Takes the lines away.</summary>
    public void Clear()
    {
        terminal.Error.Write(Up());
        _drawn = 0;
    }

    private void Draw()
    {
        var (columns, lines) = terminal.ErrorSize;
        var shown = Shown(Math.Max(1, lines - 2));
        var width = shown.Max(s => DisplayWidth.Of(s.Name));
        var text = new StringBuilder(Up());
        foreach (var service in shown)
        {
            var name = DisplayWidth.Pad(service.Name, width);
            // One column stays free: a terminal that wraps at the last one would scroll the lines apart.
            var state = DisplayWidth.Truncate(ServiceLine.Of(service), Math.Max(1, columns - width - 5));
            text.Append("  ").Append(name).Append("  ").Append(terminal.ErrorStyle.State(service.State, state)).Append('\n');
        }

        _drawn = shown.Count;
        terminal.Error.Write(text);
    }

    // When there are more services than lines, those that are on their way matter most.
    private List<ServiceSnapshot> Shown(int lines)
    {
        var all = _order.ConvertAll(name => _services[name]);
        return all.Count <= lines ? all : [.. all.OrderBy(Rank).Take(lines)];

        static int Rank(ServiceSnapshot service) => service.State switch
        {
            ServiceState.Failed => 0,
            ServiceState.Starting or ServiceState.Restarting or ServiceState.Stopping => 1,
            ServiceState.Pending or ServiceState.Skipped => 2,
            _ => 3,
        };
    }

    private string Up() => _drawn == 0 ? "" : $"\e[{_drawn}A\e[J";
}
