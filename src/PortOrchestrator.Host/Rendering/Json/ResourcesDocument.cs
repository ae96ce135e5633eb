namespace PortOrchestrator.Host.Rendering.Json;

/// <summary>What a service uses, in <c>ps --json</c>.</summary>
internal sealed record ResourcesDocument(double CpuPercent, double CpuSeconds, long MemoryBytes, int Processes, int? Descriptors, IReadOnlyList<int> Listening)
{
    public static ResourcesDocument? From(ServiceResources? r) => r is null
        ? null
        : new ResourcesDocument(r.CpuPercent, Math.Round(r.CpuTime.TotalSeconds, 2), r.MemoryBytes, r.Processes, r.Descriptors, r.ListeningPorts);
}
