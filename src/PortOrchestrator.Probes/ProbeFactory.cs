using System.Net.Sockets;
using PortOrchestrator.Probes.Commands;
using PortOrchestrator.Probes.Files;
using PortOrchestrator.Probes.Network;

namespace PortOrchestrator.Probes;

/// <summary>Makes probes from their definitions. Thread-safe.</summary>
public static class ProbeFactory
{
    /// <summary>Makes the probe of a check whose variables and templates are already filled in.</summary>
    /// <param name="check">The check.</param>
    /// <param name="context">The service's surroundings.</param>
    /// <returns>
    /// The probe; one attempt at a time. A check that cannot be made as written gives a probe that always fails and says why.
    /// The owner disposes a probe that is <see cref="IAsyncDisposable"/>: the one of a notify check holds its socket from here on.
    /// </returns>
    public static IProbe Create(ProbeCheck check, ProbeContext context)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            return check switch
            {
                HttpCheck http => new HttpProbe(http, context.TimeProvider),
                TcpCheck tcp => new TcpProbe(tcp, context.TimeProvider),
                ExecCheck exec => new ExecProbe(exec, context),
                LogCheck log => new LogProbe(log, context),
                FileCheck file => new FileProbe(file, context),
                NotifyCheck notify => new NotifyProbe(notify, context),
                _ => throw new ArgumentException($"There is no probe for a {check.GetType().Name}."),
            };
        }
        catch (Exception e) when (e is ArgumentException or UriFormatException or IOException or SocketException or UnauthorizedAccessException)
        {
            return new UnusableProbe(check.ToString(), e.Message, context.TimeProvider);
        }
    }
}
