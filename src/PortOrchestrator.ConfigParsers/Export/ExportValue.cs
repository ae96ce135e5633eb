namespace PortOrchestrator.ConfigParsers.Export;

/// <summary>A value of a file that is to be written, in YAML or JSON.</summary>
internal abstract record ExportValue
{
    public sealed record Text(string Value) : ExportValue;

    public sealed record Number(double Value) : ExportValue;

    public sealed record Flag(bool Value) : ExportValue;

    public sealed record List(IReadOnlyList<ExportValue> Items) : ExportValue;

    /// <summary>Entries with different keys, written in this order.</summary>
    public sealed record Map(IReadOnlyList<KeyValuePair<string, ExportValue>> Entries) : ExportValue;
}
