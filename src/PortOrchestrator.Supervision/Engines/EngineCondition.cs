namespace PortOrchestrator.Supervision.Engines;

/// <summary>How far what an engine runs has come.</summary>
internal enum EngineCondition
{
    /// <summary>The engine did not answer, so nothing is known.</summary>
    Unknown,

    /// <summary>The engine knows of none, or it has never run.</summary>
    Missing,

    /// <summary>It is about to run, or about to run again by the engine's own rule.</summary>
    Starting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It has ended.</summary>
    Ended,
}
