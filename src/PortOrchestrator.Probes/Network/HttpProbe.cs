using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PortOrchestrator.Probes.Network;

internal sealed class HttpProbe : TimedProbe
{
    private readonly HttpCheck _check;
    private readonly HostTarget _target;
    private readonly HttpExchange _exchange;

    public HttpProbe(HttpCheck check, TimeProvider clock)
        : base(check.Url, ProbePace.Network, clock)
    {
        if (!Uri.TryCreate(check.Url, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException("this is not an absolute http or https URL");
        }

        _check = check;
        _target = new HostTarget(url.IdnHost.Trim('[', ']'), url.Port);
        _exchange = new HttpExchange(url, check.Method, check.Headers);
    }

    protected override async Task<ProbeResult> AttemptAsync(CancellationToken cancellationToken)
    {
        var addresses = await _target.ResolveAsync(cancellationToken).ConfigureAwait(false);
        var answer = await AddressRace.RunAsync(addresses, AskAsync, Clock, cancellationToken).ConfigureAwait(false);
        if (answer.Status is { } status) return Judge(status);
        if (answer is { Connected: true, Final: false } && _check.AnyAnswer && _check.ExpectedStatus is null)
        {
            return Success($"{Subject}: {answer.What}; something listens there, so this counts as healthy, but tcp://{_target} is the better check");
        }

        return Failure(answer.What);
    }

    private ProbeResult Judge(int status)
    {
        if (_check.ExpectedStatus is { } expected)
        {
            return status == expected ? Success() : Failure($"HTTP {status} instead of {expected}");
        }

        var healthy = _check.AnyAnswer ? status < 500 : status is >= 200 and < 400;
        return healthy ? Success() : Failure(string.Create(CultureInfo.InvariantCulture, $"HTTP {status}"));
    }

    private async Task<PeerAnswer> AskAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var (socket, error) = await Connector.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
        // A port without a listener refuses; a reset comes from a peer that had accepted and closed before the connection was told of.
        if (error == SocketError.ConnectionReset) return PeerAnswer.NotHttp(Connector.Describe(error));
        if (socket is null) return PeerAnswer.Unconnected(Connector.Describe(error));
        using (socket) return await _exchange.RunAsync(socket, IPAddress.IsLoopback(address.Address), cancellationToken).ConfigureAwait(false);
    }
}
