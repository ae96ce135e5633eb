using Microsoft.Extensions.Logging;
using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Commands.Sessions;
using PortOrchestrator.Host.Logging;
using PortOrchestrator.Host.Rendering;

namespace PortOrchestrator.Host.Commands;

/// <summary>What a command runs with.</summary>
internal sealed record CommandContext(
    ParsedArguments Arguments,
    ITerminal Terminal,
    IOrchestratorFactory Orchestrators,
    ISignalSource Signals,
    Interruption Interruption,
    StatePaths Paths,
    TimeProvider Time)
{
    public bool Json => Arguments.Has(CommonOptions.Json);

    public OrchestratorOptions Options => new()
    {
        Project = Arguments.Value(CommonOptions.Project),
        Machine = Arguments.Has(CommonOptions.Machine),
        Files = Arguments.Values(CommonOptions.File),
        EnvironmentFiles = Arguments.Values(CommonOptions.EnvironmentFile),
        Paths = Paths,
        TimeProvider = Time,
        LoggerFactory = Arguments.Has(CommonOptions.Verbose) ? new LineLoggerFactory(Terminal.Error, LogLevel.Debug) : null,
    };

    public Task<IProjectSession> OpenProjectAsync(CancellationToken cancellationToken) => Orchestrators.OpenProjectAsync(Options, cancellationToken);

    public Task<IMachineSession> OpenMachineAsync(bool readOnly, CancellationToken cancellationToken) =>
        Orchestrators.OpenMachineAsync(Options, readOnly, cancellationToken);

    /// <summary>Writes why the command did not work, and tells its exit code.</summary>
    public int Fail(ErrorReport report)
    {
        ErrorWriter.Write(Terminal, report, Json);
        return ExitCode.From(report.Code);
    }

    /// <summary>Writes a line that is not data.</summary>
    public void Notice(string text) => Terminal.Error.Write(text + "\n");

    public void Warn(IEnumerable<string> warnings)
    {
        foreach (var warning in warnings) Notice($"{Terminal.ErrorStyle.Busy("warning:")} {warning}");
    }
}
