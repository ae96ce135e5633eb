using System.Diagnostics;
using PortOrchestrator.Logging;

namespace PortOrchestrator;

/// <summary>Logging without a logging framework.</summary>
public static class OrchestratorOptionsExtensions
{
    /// <summary>
    /// Sends log entries to a callback. For callers that cannot share the types of Microsoft.Extensions.Logging with the
    /// orchestrator, because each side has its own copy.
    /// </summary>
    /// <param name="options">The options; not changed.</param>
    /// <param name="write">Called with level and text, possibly from several threads at once; must not throw.</param>
    /// <returns>A copy of the options with <see cref="OrchestratorOptions.LoggerFactory"/> set.</returns>
    public static OrchestratorOptions LogTo(this OrchestratorOptions options, Action<TraceLevel, string> write)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(write);
        return options with { LoggerFactory = new CallbackLoggerFactory(write) };
    }
}
