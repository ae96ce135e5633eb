namespace PortOrchestrator.Host.Rendering.Json;

/// <summary>Whom a signal reached: the number of processes by the name of the instance.</summary>
internal sealed record SignalDocument(string Signal, IReadOnlyDictionary<string, int> Reached);
