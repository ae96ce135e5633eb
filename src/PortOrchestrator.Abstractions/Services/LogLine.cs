namespace PortOrchestrator.Services;

/// <summary>A line of a service's output. Immutable.</summary>
/// <param name="Service">The instance's name.</param>
/// <param name="Text">The line without its end.</param>
/// <param name="Time">When it was written, UTC, as exactly as the index knows; null when it does not.</param>
/// <param name="IsError">Whether it is from a standard error that is kept apart.</param>
public sealed record LogLine(string Service, string Text, DateTimeOffset? Time = null, bool IsError = false)
{
    /// <summary>
    /// How many bytes of the log went before they could be read, because it grew faster than it was read and only so much of it is kept. Such a line was
    /// written by nobody and stands where they were; its text says so.
    /// </summary>
    /// <value>The default value is 0: the service has written this line.</value>
    public long DroppedBytes { get; init; }
}
