namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>A clock whose time of day somebody sets, while time itself goes on.</summary>
internal sealed class JumpingClock(TimeProvider time) : TimeProvider
{
    public TimeSpan Jump { get; set; }

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Jump;

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
