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

    [LoggerMessage(1020, LogLevel.Information, "Port {Port}/{Protocol} of {Service} of {Project}/{Checkout} was collected: nothing keeps it any more")]
    public static partial void CollectedPort(this ILogger logger, int port, PortProtocol protocol, string service, string project, string checkout);

    [LoggerMessage(1021, LogLevel.Warning, "Port {Port}/{Protocol} of {Service} of {Project}/{Checkout} is held by {Holder}, who is not its owner")]
    public static partial void Conflicted(this ILogger logger, int port, PortProtocol protocol, string service, string project, string checkout, PortHolder holder);

    [LoggerMessage(1022, LogLevel.Information, "Port {Port}/{Protocol} of {Service} of {Project}/{Checkout} is held by no stranger any more")]
    public static partial void ConflictCleared(this ILogger logger, int port, PortProtocol protocol, string service, string project, string checkout);

    [LoggerMessage(1023, LogLevel.Debug, "What is gone could not be collected in passing; the next turn tries again")]
    public static partial void CollectionFailed(this ILogger logger, Exception exception);
}
