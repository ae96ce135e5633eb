using Microsoft.Extensions.Logging;

namespace PortOrchestrator.Supervision;

internal static partial class Log
{
    [LoggerMessage(5001, LogLevel.Information, "{Service} is {State}; pid {Pid}; {Reason}")]
    public static partial void StateChanged(ILogger logger, string service, ServiceState state, int? pid, string? reason);

    [LoggerMessage(5002, LogLevel.Information, "Took over {Service}, pid {Pid}, from an earlier supervisor")]
    public static partial void Adopted(ILogger logger, string service, int pid);

    [LoggerMessage(5003, LogLevel.Error, "The journal could not be written; a later supervisor will know less: {Problem}")]
    public static partial void JournalFailed(ILogger logger, string problem);

    [LoggerMessage(5004, LogLevel.Warning, "The registry could not be told of the services: {Problem}")]
    public static partial void RegistryFailed(ILogger logger, string problem);

    [LoggerMessage(5005, LogLevel.Information, "Ending; {Count} services run on")]
    public static partial void Leaving(ILogger logger, int count);

    [LoggerMessage(5008, LogLevel.Information, "Restarting {Service}, because its dependency {Dependency} has started again")]
    public static partial void Following(ILogger logger, string service, string dependency);

    [LoggerMessage(5009, LogLevel.Information, "The project ends with {Service}, which is {State}; exit code {ExitCode}")]
    public static partial void ProjectEnds(ILogger logger, string service, ServiceState state, int exitCode);

    [LoggerMessage(5010, LogLevel.Warning, "What {Path} should hold of a service's terminal could not be written and is lost: {Problem}")]
    public static partial void TerminalLogFailed(ILogger logger, string path, string problem);

    [LoggerMessage(5006, LogLevel.Error, "A background step for {Service} failed: {Problem}")]
    public static partial void StepFailed(ILogger logger, string service, string problem);

    [LoggerMessage(5007, LogLevel.Critical, "A step of the supervisor failed, which is a defect; it goes on: {Problem}")]
    public static partial void MessageFailed(ILogger logger, string problem);
}
