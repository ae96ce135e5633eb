using Microsoft.Extensions.Logging;

namespace PortOrchestrator.Supervision;

internal static partial class Log
{
    [LoggerMessage(5101, LogLevel.Warning, "The file system of {Path} cannot give back the head of a file; the log is not archived and grows")]
    public static partial void CannotPunch(ILogger logger, string path);

    [LoggerMessage(5102, LogLevel.Warning, "The archived head of {Path} could not be given back (error {Error}); it takes disk space twice until it can")]
    public static partial void PunchFailed(ILogger logger, string path, int error);

    [LoggerMessage(5103, LogLevel.Warning, "The log {Path} could not be indexed or archived; it is tried again: {Problem}")]
    public static partial void KeepingFailed(ILogger logger, string path, string problem);

    [LoggerMessage(5105, LogLevel.Warning, "The output in {Path} could not be written to its further file; it is tried again: {Problem}")]
    public static partial void FileFailed(ILogger logger, string path, string problem);

    [LoggerMessage(5106, LogLevel.Warning, "{Path}: {Problem}")]
    public static partial void DiskLow(ILogger logger, string path, string problem);

    [LoggerMessage(5104, LogLevel.Information, "The log {Path} was emptied; its archives were deleted")]
    public static partial void LogEmptied(ILogger logger, string path);
}
