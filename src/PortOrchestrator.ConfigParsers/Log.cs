using Microsoft.Extensions.Logging;

namespace PortOrchestrator.ConfigParsers;

internal static partial class Log
{
    [LoggerMessage(4001, LogLevel.Debug, "'{Start}' belongs to '{Root}', checkout {Checkout}; its configuration: {File}")]
    public static partial void Located(ILogger logger, string start, string root, string checkout, string file);

    [LoggerMessage(4002, LogLevel.Debug, "Read {Files} files: {Services} services, errors: {HasErrors}")]
    public static partial void Read(ILogger logger, int files, int services, bool hasErrors);

    [LoggerMessage(4003, LogLevel.Debug, "Detected {Services} services in '{Root}': {Entries} entries seen, {Read} files read")]
    public static partial void Detected(ILogger logger, string root, int services, int entries, int read);
}
