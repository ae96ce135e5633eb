using System.Globalization;

namespace PortOrchestrator.PortRegistry.Probing;

/// <summary>Says that a probe proved nothing.</summary>
internal static class ProbeFailure
{
    public static PortOrchestratorException Of(int port, string reason, Exception? cause = null) => new(
        ErrorCode.Unexpected,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Cannot find out whether port {port} is free: {reason.TrimEnd('.')}. Check the limit of open files and whether this process may open sockets."),
        cause);
}
