namespace PortOrchestrator.ConfigParsers.Detection;

/// <summary>A port of a finding.</summary>
/// <param name="Number">The number, when it is known.</param>
/// <param name="Injection">How the program is told another one.</param>
internal sealed record FoundPort(int? Number, string? Injection = null)
{
    public int? Number { get; } = Number is >= 1 and <= 65535 ? Number : null;

    public string Name { get; init; } = PortDefinition.DefaultName;

    public string? Variable { get; init; }

    public PortProtocol Protocol { get; init; }
}
