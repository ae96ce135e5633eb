namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>
/// One instant on two clocks: the wall clock, for people, and the time since the boot, for measuring, since nobody can set that. Immutable.
/// </summary>
/// <param name="Wall">Milliseconds since 1970.</param>
/// <param name="Tick">Milliseconds since the boot.</param>
/// <param name="BootId">Which boot; empty where the system does not tell.</param>
internal readonly record struct Moment(long Wall, long Tick, string BootId)
{
    public static Moment Now(TimeProvider time, string bootId) => new(
        time.GetUtcNow().ToUnixTimeMilliseconds(), (long)(time.GetTimestamp() * (1000.0 / time.TimestampFrequency)), bootId);
}
