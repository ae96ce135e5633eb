using System.Diagnostics;

namespace PortOrchestrator.PortRegistry.Telemetry;

/// <summary>Marks spans as failed.</summary>
internal static class SpanFailure
{
    /// <summary>Marks a span, from an exception filter.</summary>
    /// <returns>False, so that the exception goes on.</returns>
    public static bool Tell(this Exception exception, Activity? span)
    {
        span?.SetStatus(ActivityStatusCode.Error, exception.Message);
        return false;
    }
}
