using Microsoft.Extensions.Logging;

namespace PortOrchestrator.Host;

internal static partial class Log
{
    [LoggerMessage(6001, LogLevel.Warning, "The supervisor was killed by {Signal}; it is started again in {Seconds} s and takes over what runs")]
    public static partial void SupervisorKilled(ILogger logger, string signal, string seconds);

    [LoggerMessage(6030, LogLevel.Information, "Version {Version} goes on as {Program} in the process of the supervisor before it")]
    public static partial void TookOver(ILogger logger, string version, string program);

    [LoggerMessage(6031, LogLevel.Error, "The program that was to go on cannot: {Problem}")]
    public static partial void HandoverFailed(ILogger logger, string problem);
}
