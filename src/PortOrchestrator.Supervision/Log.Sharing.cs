using Microsoft.Extensions.Logging;

namespace PortOrchestrator.Supervision;

internal static partial class Log
{
    [LoggerMessage(5040, LogLevel.Warning, "{Service}, which nobody used any more, could not be stopped: {Problem}")]
    public static partial void ReleaseFailed(ILogger logger, string service, string problem);
}
