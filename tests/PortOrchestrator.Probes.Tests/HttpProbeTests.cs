using System.Net;
using System.Net.NetworkInformation;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PortOrchestrator.Configuration;

namespace PortOrchestrator.Probes.Tests;

[CancelAfter(20_000)]
internal sealed class HttpProbeTests
{
    [TestCase(200, false, true)]
    [TestCase(204, false, true)]
    [TestCase(302, false, true)]
    [TestCase(404, false, false)]
    [TestCase(500, false, false)]
    [TestCase(503, false, false)]
    [TestCase(200, true, true)]
    [TestCase(404, true, true)]
    [TestCase(500, true, false)]
    [TestCase(503, true, false)]
    public async Task Check_Status_IsJudgedByTheForm(int status, bool anyAnswer, bool healthy)
    {
        await using var server = TestServer.Answering($"HTTP/1.1 {status} Whatever\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
        var url = $"http://127.0.0.1:{server.Port}" + (anyAnswer ? "" : "/health");

        var result = await new HttpCheck { Url = url, AnyAnswer = anyAnswer }.CheckAsync();

        Assert.That(result.Success, Is.EqualTo(healthy), result.Reason);
        Assert.That(result.Reason, healthy ? Is.Null : Is.EqualTo($"{url}: HTTP {status}"));
        Assert.That(result.Warning, Is.Null);
        Assert.That(server.Connections, Is.EqualTo(1), "redirects are not followed");
    }

    [TestCase(418, true)]
    [TestCase(200, false)]
    public async Task Check_ExpectedStatus_IsTheOnlyOneThatPasses(int status, bool healthy)
    {
        await using var server = TestServer.Answering($"HTTP/1.1 {status} X\r\n\r\n");

        var result = await new HttpCheck { Url = $"http://127.0.0.1:{server.Port}/", ExpectedStatus = 418, AnyAnswer = true }.CheckAsync();

        Assert.That(result.Success, Is.EqualTo(healthy));
        Assert.That(result.Reason, healthy ? Is.Null : Does.EndWith("HTTP 200 instead of 418"));
    }

    [Test]
    public async Task Check_Request_CarriesMethodPathHostAndHeaders()
    {
        await using var server = TestServer.Answering("HTTP/1.1 200 OK\r\n\r\n");
        var headers = new Dictionary<string, string> { ["X-Key"] = "v", ["user-agent"] = "mine" };

        var check = new HttpCheck { Url = $"http://localhost:{server.Port}/a%20b?c=d", Method = "POST", Headers = headers };
        Assert.That((await check.CheckAsync()).Success, Is.True);

        Assert.That(server.LastRequest, Does.StartWith("POST /a%20b?c=d HTTP/1.1\r\n"));
        Assert.That(server.LastRequest, Does.Contain($"\r\nHost: localhost:{server.Port}\r\n").And.Contain("\r\nX-Key: v\r\n"));
        Assert.That(server.LastRequest, Does.Contain(": mine\r\n").And.Not.Contain("portorch").And.Contain("Content-Length: 0\r\n").And.Contain("Connection: close\r\n"));
    }

    [Test]
    public async Task Check_NobodyListens_SaysRefused()
    {
        var url = $"http://localhost:{TestServer.FreePort()}/";

        var result = await new HttpCheck { Url = url, AnyAnswer = true }.CheckAsync();

        Assert.That(result.Success, Is.False);
        Assert.That(result.Reason, Is.EqualTo($"{url}: connection refused"));
        Assert.That(result.Elapsed, Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public async Task Check_SilentPeer_FailsAtTheTimeout([Values] bool anyAnswer)
    {
        await using var server = TestServer.Silent();

        var result = await new HttpCheck { Url = $"http://localhost:{server.Port}/", AnyAnswer = anyAnswer }.CheckAsync(timeoutMilliseconds: 300);

        Assert.That(result.Success, Is.False);
        Assert.That(result.Reason, Does.Contain("no answer within ").And.EndsWith("0 ms"));
        Assert.That(result.Elapsed, Is.InRange(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(3)));
    }

    [TestCase("", "closed the connection")]
    [TestCase("SSH-2.0-OpenSSH_9.2\r\n", "does not speak HTTP")]
    [TestCase("\0\0\0\u0004garbage without end", "does not speak HTTP")]
    [TestCase("HTTP/1.1 abc\r\n\r\n", "does not speak HTTP")]
    [TestCase("HTTP/1.", "closed the connection")]
    public async Task Check_NotHttp_IsHealthyWithAWarningOnlyWithoutAPath(string answer, string what)
    {
        await using var server = TestServer.Answering(answer);
        var url = $"http://localhost:{server.Port}";

        var bare = await new HttpCheck { Url = url, AnyAnswer = true }.CheckAsync();
        var path = await new HttpCheck { Url = url + "/health" }.CheckAsync();

        Assert.That(bare.Success, Is.True, bare.Reason);
        Assert.That(bare.Warning, Does.Contain(what).And.Contain($"tcp://localhost:{server.Port}"));
        Assert.That(path.Success, Is.False);
        Assert.That(path.Reason, Does.Contain(what).And.StartsWith(url));
    }

    [Test]
    public async Task Check_PeerSpeaksFirstAndStaysOpen_IsNotHttpAtOnce()
    {
        await using var server = new TestServer(async (stream, token) =>
        {
            await stream.WriteAsync("220 mail ESMTP\r\n"u8.ToArray(), token);
            await Task.Delay(Timeout.Infinite, token);
        });

        var result = await new HttpCheck { Url = $"http://localhost:{server.Port}", AnyAnswer = true }.CheckAsync();

        Assert.That(result.Warning, Does.Contain("does not speak HTTP"));
        Assert.That(result.Elapsed, Is.LessThan(TimeSpan.FromSeconds(3)));
    }

    [Test]
    public async Task Check_ConnectionReset_CountsAsNotHttp()
    {
        await using var server = new TestServer((stream, _) =>
        {
            stream.Socket.LingerState = new LingerOption(true, 0);
            stream.Socket.Close();
            return Task.CompletedTask;
        });

        var result = await new HttpCheck { Url = $"http://localhost:{server.Port}/x" }.CheckAsync();
        var bare = await new HttpCheck { Url = $"http://localhost:{server.Port}", AnyAnswer = true }.CheckAsync();

        Assert.That(result.Success, Is.False);
        Assert.That(bare.Success, Is.True);
        Assert.That(bare.Warning, Does.Contain($"tcp://localhost:{server.Port}"));
    }

    [Test]
    public async Task Check_SlowTrickleAfterInterimResponses_WaitsForTheFinalStatus()
    {
        await using var server = new TestServer(async (stream, token) =>
        {
            foreach (var value in Encoding.Latin1.GetBytes("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 503 Busy\r\n"))
            {
                await stream.WriteAsync(new[] { value }, token);
                await Task.Delay(1, token);
            }
        });

        Assert.That((await new HttpCheck { Url = $"http://localhost:{server.Port}/" }.CheckAsync()).Reason, Does.EndWith(": HTTP 503"));
    }

    [Test]
    public async Task Check_HugeHeadersAndEndlessBody_AreNotReadToTheEnd()
    {
        await using var server = new TestServer(async (stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray(), token);
            while (true) await stream.WriteAsync(Encoding.Latin1.GetBytes("X-Padding: " + new string('x', 10_000) + "\r\n"), token);
        });

        var result = await new HttpCheck { Url = $"http://localhost:{server.Port}/" }.CheckAsync();

        Assert.That(result.Success, Is.True, result.Reason);
        Assert.That(result.Elapsed, Is.LessThan(TimeSpan.FromSeconds(3)));
    }

    [Test]
    public async Task Check_EndlessInterimResponses_FailsBounded()
    {
        await using var server = new TestServer(async (stream, token) =>
        {
            while (true) await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), token);
        });

        var result = await new HttpCheck { Url = $"http://localhost:{server.Port}/" }.CheckAsync();

        Assert.That(result.Success, Is.False);
        Assert.That(result.Reason, Does.Not.Contain("no answer"));
    }

    [Test]
    public async Task Check_OnlyIpv6Listens_IsFoundByLocalhost()
    {
        if (!Socket.OSSupportsIPv6) Assert.Ignore("no IPv6 here");
        await using var server = TestServer.Answering("HTTP/1.1 200 OK\r\n\r\n", IPAddress.IPv6Loopback);

        Assert.That((await new HttpCheck { Url = $"http://localhost:{server.Port}/" }.CheckAsync()).Success, Is.True);
        Assert.That((await new HttpCheck { Url = $"http://[::1]:{server.Port}/" }.CheckAsync()).Success, Is.True);
        Assert.That(server.LastRequest, Does.Contain($"Host: [::1]:{server.Port}\r\n"));
        Assert.That((await new HttpCheck { Url = $"http://127.0.0.1:{server.Port}/" }.CheckAsync()).Success, Is.False);
    }

    [Test]
    public async Task Check_SilentIpv6BesideAnsweringIpv4_TakesTheAnswer()
    {
        if (!Socket.OSSupportsIPv6) Assert.Ignore("no IPv6 here");
        await using var answering = TestServer.Answering("HTTP/1.1 200 OK\r\n\r\n");
        await using var silent = new TestServer((_, token) => Task.Delay(Timeout.Infinite, token), IPAddress.IPv6Loopback, answering.Port);

        var result = await new HttpCheck { Url = $"http://localhost:{answering.Port}/" }.CheckAsync();

        Assert.That(result.Success, Is.True, result.Reason);
        Assert.That(silent.Connections, Is.EqualTo(1));
    }

    [Test]
    public async Task Check_SelfSignedHttpsOnLoopback_IsNotVerified()
    {
        using var certificate = SelfSigned();
        await using var server = Https(certificate);

        var result = await new HttpCheck { Url = $"https://localhost:{server.Port}/" }.CheckAsync();

        Assert.That(result.Success, Is.True, result.Reason);
    }

    [Test]
    public async Task Check_SelfSignedHttpsElsewhere_IsRefused([Values] bool anyAnswer)
    {
        var own = NetworkInterface.GetAllNetworkInterfaces().SelectMany(i => i.GetIPProperties().UnicastAddresses)
            .Select(a => a.Address).FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a));
        if (own is null) Assert.Ignore("this machine has no address but loopback");
        using var certificate = SelfSigned();
        await using var server = Https(certificate, own);

        var result = await new HttpCheck { Url = $"https://{own}:{server.Port}/", AnyAnswer = anyAnswer }.CheckAsync();

        Assert.That(result.Success, Is.False);
        Assert.That(result.Reason, Does.Contain("the certificate is not trusted"));
    }

    [Test]
    public async Task Check_HttpsOfAPlainPeer_CountsAsNotHttp()
    {
        await using var plain = new TestServer(async (stream, token) => await stream.WriteAsync("no tls here, sorry\r\n"u8.ToArray(), token));

        var result = await new HttpCheck { Url = $"https://localhost:{plain.Port}/x" }.CheckAsync();

        Assert.That(result.Success, Is.False);
        Assert.That(result.Reason, Does.Contain("TLS handshake").Or.Contain("connection reset"));
    }

    [TestCase("localhost:8080")]
    [TestCase("ftp://localhost/")]
    [TestCase("http://localhost:${PORT}/")]
    public async Task Check_UnusableUrl_FailsWithTheReason(string url)
    {
        var result = await new HttpCheck { Url = url }.CheckAsync();

        Assert.That(result.Success, Is.False);
        Assert.That(result.Reason, Is.EqualTo(url + ": this is not an absolute http or https URL"));
    }

    [Test]
    public async Task Check_HeaderWithALineBreak_IsRefused()
    {
        var check = new HttpCheck { Url = "http://localhost:1/", Headers = new Dictionary<string, string> { ["A"] = "b\r\nEvil: yes" } };

        Assert.That((await check.CheckAsync()).Reason, Does.Contain("does not allow"));
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=nobody", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(-1));
    }

    private static TestServer Https(X509Certificate2 certificate, IPAddress? address = null) => new(
        async (stream, token) =>
        {
            await using var secure = new SslStream(stream);
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, token);
            await TestServer.ReadRequestAsync(secure, token);
            await secure.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), token);
        },
        address);
}
