namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>Tells the moments that the registry writes down. Thread-safe.</summary>
internal sealed class RegistryClock(TimeProvider time, string? bootId)
{
    public Moment Now => Moment.Now(time, bootId ?? "");
}
