namespace PortOrchestrator.Supervision.Engines;

/// <summary>Runs the programs of engines. The supervisor does it with its launcher, a front end with CliWrap, a test with what was recorded. Thread-safe.</summary>
internal interface IEngineCommands
{
    /// <summary>Runs a program to its end. One that cannot be started is an answer, never an exception.</summary>
    Task<EngineAnswer> RunAsync(EngineCall call, CancellationToken cancellationToken = default);
}
