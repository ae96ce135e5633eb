using Microsoft.Extensions.Logging;

namespace PortOrchestrator.Supervision;

internal static partial class Log
{
    [LoggerMessage(5301, LogLevel.Information, "The last session has ended ({Agent} {Session}); stopping {Services}")]
    public static partial void SessionsOver(ILogger logger, string agent, string session, string services);

    [LoggerMessage(5302, LogLevel.Warning, "The sessions could not be looked at; it is tried again in {Seconds} s: {Problem}")]
    public static partial void SessionsUnknown(ILogger logger, double seconds, string problem);
}
