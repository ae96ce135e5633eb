using Microsoft.Extensions.Logging;

namespace PortOrchestrator.Host;

internal static partial class Log
{
    [LoggerMessage(6001, LogLevel.Warning, "The supervisor was killed by {Signal}; it is started again in {Seconds} s and takes over what runs")]
    public static partial void SupervisorKilled(ILogger logger, string signal, string seconds);
}
