using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace PortOrchestrator.Probes.Network;

// One request on one connection. Plain sockets: no proxy, no pool, and a fraction of HttpClient's memory.
internal sealed class HttpExchange(Uri url, string method, IReadOnlyDictionary<string, string> headers)
{
    private const int DrainLimit = 64 * 1024;
    private static readonly TimeSpan DrainTime = TimeSpan.FromMilliseconds(5);

    private readonly byte[] _request = Encoding.Latin1.GetBytes(Request(url, method, headers));

    public async Task<PeerAnswer> RunAsync(Socket socket, bool loopback, CancellationToken cancellationToken)
    {
        var refusedCertificate = SslPolicyErrors.None;
        try
        {
            using var plain = new NetworkStream(socket, ownsSocket: false);
            if (url.Scheme == Uri.UriSchemeHttp) return await AskAsync(plain, cancellationToken).ConfigureAwait(false);

            using var secure = new SslStream(plain, leaveInnerStreamOpen: true);
            var options = new SslClientAuthenticationOptions
            {
                TargetHost = url.IdnHost,
                RemoteCertificateValidationCallback = (_, _, _, errors) =>
                {
                    if (!loopback) refusedCertificate = errors;
                    return loopback || errors == SslPolicyErrors.None;
                },
            };
            await secure.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
            return await AskAsync(secure, cancellationToken).ConfigureAwait(false);
        }
        catch (AuthenticationException) when (refusedCertificate != SslPolicyErrors.None)
        {
            return PeerAnswer.Failed($"the certificate is not trusted ({refusedCertificate})");
        }
        catch (AuthenticationException)
        {
            return PeerAnswer.NotHttp("the peer does not complete a TLS handshake");
        }
        catch (IOException e)
        {
            var what = e.InnerException is SocketException s ? Connector.Describe(s.SocketErrorCode) : "the peer closed the connection without an answer";
            return PeerAnswer.NotHttp(what);
        }
    }

    private async Task<PeerAnswer> AskAsync(Stream stream, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(_request, cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        var answer = await new HttpStatusReader(stream).ReadAsync(cancellationToken).ConfigureAwait(false);
        if (answer.Status is not null) await DrainAsync(stream).ConfigureAwait(false);
        return answer;
    }

    // Closing with unread data resets the connection, which many servers log as an error of theirs.
    private static async Task DrainAsync(Stream stream)
    {
        var buffer = new byte[4096];
        using var time = new CancellationTokenSource(DrainTime);
        try
        {
            for (var total = 0; total < DrainLimit;)
            {
                var read = await stream.ReadAsync(buffer, time.Token).ConfigureAwait(false);
                if (read == 0) return;
                total += read;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
        }
    }

    private static string Request(Uri url, string method, IReadOnlyDictionary<string, string> headers)
    {
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Host"] = url.IsDefaultPort ? HostName(url) : string.Create(CultureInfo.InvariantCulture, $"{HostName(url)}:{url.Port}"),
            ["User-Agent"] = "portorch",
            ["Accept"] = "*/*",
            ["Connection"] = "close",
        };
        if (method is not ("GET" or "HEAD")) all["Content-Length"] = "0";
        foreach (var (name, value) in headers) all[name] = value;

        var text = new StringBuilder().Append(method).Append(' ').Append(url.PathAndQuery).Append(" HTTP/1.1\r\n");
        foreach (var (name, value) in all) text.Append(name).Append(": ").Append(value).Append("\r\n");
        if (all.Any(h => Breaks(h.Key) || Breaks(h.Value)) || method.Any(c => !char.IsAsciiLetter(c)))
        {
            throw new ArgumentException("the method or a header holds a character that HTTP does not allow there");
        }

        return text.Append("\r\n").ToString();
    }

    private static string HostName(Uri url) => url.HostNameType == UriHostNameType.IPv6 ? $"[{url.IdnHost.Trim('[', ']')}]" : url.IdnHost;

    private static bool Breaks(string text) => text.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0;
}
