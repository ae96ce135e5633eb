using System.Net;

namespace PortOrchestrator.Probes.Network;

internal sealed class TcpProbe(TcpCheck check, TimeProvider clock) : TimedProbe(check.ToString(), ProbePace.Network, clock)
{
    private readonly HostTarget _target = HostTarget.Parse(check.Target);

    protected override async Task<ProbeResult> AttemptAsync(CancellationToken cancellationToken)
    {
        var addresses = await _target.ResolveAsync(cancellationToken).ConfigureAwait(false);
        var answer = await AddressRace.RunAsync(addresses, ConnectAsync, Clock, cancellationToken).ConfigureAwait(false);
        return answer.Connected ? Success() : Failure(answer.What);
    }

    private static async Task<PeerAnswer> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var (socket, error) = await Connector.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
        if (socket is null) return PeerAnswer.Unconnected(Connector.Describe(error));
        socket.Dispose();
        return PeerAnswer.Open;
    }
}
