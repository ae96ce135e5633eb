using Microsoft.Extensions.Logging;

namespace PortOrchestrator.PortRegistry;

/// <summary>The log messages of this library; event ids are stable.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "Port {Port}/{Protocol} for {Service} of {Project}/{Checkout}: {Outcome}")]
    public static partial void Allocated(this ILogger logger, int port, PortProtocol protocol, string service, string project, string checkout, PortOutcome outcome);

    [LoggerMessage(1002, LogLevel.Warning, "No port for {Service} of {Project}/{Checkout}: {Outcome}. {Reason}")]
    public static partial void Refused(this ILogger logger, string service, string project, string checkout, PortOutcome outcome, string? reason);

    [LoggerMessage(1003, LogLevel.Information, "Port {Port}/{Protocol} of {Service} of {Project}/{Checkout} was released")]
    public static partial void Released(this ILogger logger, int port, PortProtocol protocol, string service, string project, string checkout);

    [LoggerMessage(1004, LogLevel.Information, "Checkout {Checkout} of {Project} at {Root} is gone and was collected")]
    public static partial void Collected(this ILogger logger, string project, string checkout, string root);

    [LoggerMessage(1005, LogLevel.Debug, "Waiting for another process to let go of {Path}")]
    public static partial void WaitingForLock(this ILogger logger, string path);

    [LoggerMessage(1006, LogLevel.Debug, "Brought {Path} from schema {From} to {To}")]
    public static partial void Migrated(this ILogger logger, string path, int from, int to);

    [LoggerMessage(1007, LogLevel.Warning, "The file system of {Path} does not allow a write-ahead log; concurrent use is slower")]
    public static partial void NoWriteAheadLog(this ILogger logger, string path);

    [LoggerMessage(1010, LogLevel.Error, "The port registry {Path} is damaged ({Problem}) and was set aside as {Aside}")]
    public static partial void SetAside(this ILogger logger, string path, string problem, string aside);

    [LoggerMessage(1011, LogLevel.Warning, "The port registry {Path} was rebuilt from {Source}; {Live} more ports were given back to services that listen on them")]
    public static partial void Rebuilt(this ILogger logger, string path, string source, int live);

    [LoggerMessage(1012, LogLevel.Warning, "The backup {Path} was not renewed: {Problem}")]
    public static partial void NoBackup(this ILogger logger, string path, string problem);

    [LoggerMessage(1013, LogLevel.Warning, "Others may write into the folder {Folder} of the port registry")]
    public static partial void FolderOpenToOthers(this ILogger logger, string folder);

    [LoggerMessage(1014, LogLevel.Information, "Another file has taken the place of {Path}; it was opened again")]
    public static partial void Reopened(this ILogger logger, string path);

    [LoggerMessage(1015, LogLevel.Information, "Port {Port}/{Protocol} of {Service} of {Project}/{Checkout} was collected: nothing keeps it any more")]
    public static partial void CollectedPort(this ILogger logger, int port, PortProtocol protocol, string service, string project, string checkout);

    [LoggerMessage(1016, LogLevel.Warning, "Port {Port}/{Protocol} of {Service} of {Project}/{Checkout} is held by {Holder}, who is not its owner")]
    public static partial void Conflicted(this ILogger logger, int port, PortProtocol protocol, string service, string project, string checkout, PortHolder holder);

    [LoggerMessage(1017, LogLevel.Information, "Port {Port}/{Protocol} of {Service} of {Project}/{Checkout} is held by no stranger any more")]
    public static partial void ConflictCleared(this ILogger logger, int port, PortProtocol protocol, string service, string project, string checkout);

    [LoggerMessage(1018, LogLevel.Debug, "What is gone could not be collected in passing; the next turn tries again")]
    public static partial void CollectionFailed(this ILogger logger, Exception exception);

    [LoggerMessage(1020, LogLevel.Debug, "The system does not tell about writes to {Path}, which is looked at every second instead: {Reason}")]
    public static partial void WatchesByLooking(this ILogger logger, string path, string reason);
}
