using Microsoft.Extensions.Logging;

namespace PortOrchestrator.Supervision;

internal static partial class Log
{
    [LoggerMessage(5201, LogLevel.Warning, "More files have changed at once than the system could tell of; everything that is watched counts as changed")]
    public static partial void ChangesLost(ILogger logger);

    [LoggerMessage(5202, LogLevel.Error, "Watching files failed in one step, which is a defect; it goes on: {Problem}")]
    public static partial void WatchFailed(ILogger logger, string problem);

    [LoggerMessage(5203, LogLevel.Information, "Restarting {Service}: {Cause}")]
    public static partial void FilesChanged(ILogger logger, string service, string cause);

    [LoggerMessage(5204, LogLevel.Warning, "The files of {Service}: {Problem}")]
    public static partial void WatchProblem(ILogger logger, string service, string problem);

    [LoggerMessage(5205, LogLevel.Information, "The configuration has changed ({Path}); it is read again")]
    public static partial void ConfigurationChanged(ILogger logger, string path);

    [LoggerMessage(5206, LogLevel.Error, "The configuration was read again and changes nothing: {Problem}")]
    public static partial void ConfigurationRefused(ILogger logger, string problem);

    [LoggerMessage(5207, LogLevel.Warning, "The files of the configuration: {Problem}")]
    public static partial void ConfigurationUnwatched(ILogger logger, string problem);
}
