namespace PortOrchestrator.Supervision.Engines;

/// <summary>How reading a part of an engine's log went.</summary>
internal enum LogPartOutcome
{
    /// <summary>What was missing is in our log.</summary>
    Appended,

    /// <summary>The engine told less than was copied before.</summary>
    Shorter,

    /// <summary>The engine did not tell.</summary>
    Unreadable,
}
