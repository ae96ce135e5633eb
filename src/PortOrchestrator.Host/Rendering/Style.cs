namespace PortOrchestrator.Host.Rendering;

/// <summary>Puts colour around words, or leaves them as they are. What a word says never depends on its colour.</summary>
internal sealed class Style(bool enabled)
{
    private static readonly int[] Palette = [36, 33, 35, 32, 34, 96, 93, 95, 92, 94];

    public static Style None { get; } = new(false);

    public bool Enabled { get; } = enabled;

    public string Good(string text) => Paint(32, text);

    public string Busy(string text) => Paint(33, text);

    public string Bad(string text) => Paint(31, text);

    public string Dim(string text) => Paint(2, text);

    public string Strong(string text) => Paint(1, text);

    /// <summary>One of ten colours, the same for a name in every run.</summary>
    public string Named(string name, string text)
    {
        var hash = 2166136261u;
        foreach (var c in name) hash = (hash ^ c) * 16777619u;
        return Paint(Palette[hash % (uint)Palette.Length], text);
    }

    public string State(ServiceState state, string text) => state switch
    {
        ServiceState.Running or ServiceState.Launched or ServiceState.External or ServiceState.Completed => Good(text),
        ServiceState.Failed => Bad(text),
        ServiceState.Pending or ServiceState.Starting or ServiceState.Restarting or ServiceState.Stopping or ServiceState.Skipped => Busy(text),
        _ => Dim(text),
    };

    public string Health(ServiceHealth health, string text) => health switch
    {
        ServiceHealth.Healthy => Good(text),
        ServiceHealth.Unhealthy => Bad(text),
        ServiceHealth.Unknown => Busy(text),
        _ => Dim(text),
    };

    private string Paint(int code, string text) => Enabled && text.Length > 0 ? $"\e[{code}m{text}\e[0m" : text;
}
