using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PortOrchestrator.Host.Supervisor;
using PortOrchestrator.Supervision.Engine;

namespace PortOrchestrator.Host.Api;

/// <summary>
/// The supervisor's HTTP interface on its Unix socket. The folder lets only its user in. It is Kestrel without a web application around it, whose
/// container of services takes longer to build than everything else in a supervisor.
/// </summary>
internal sealed class SupervisorServer : IHttpApplication<HttpContext>, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly KestrelServer _server;
    private readonly SupervisorSocket _socket;
    private readonly CancellationTokenSource _stopping = new();
    private SupervisorEngine? _engine;
    private SupervisorApi? _api;

    public SupervisorServer(SupervisorSocket socket)
    {
        _socket = socket;
        var options = new KestrelServerOptions { AddServerHeader = false, ApplicationServices = new NoServices() };
        options.Limits.MaxRequestBodySize = 64 * 1024 * 1024;
        options.ListenHandle((ulong)socket.Descriptor, listen => listen.Protocols = HttpProtocols.Http1);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        _server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
    }

    /// <summary>Says who answers. To be called once, before <see cref="StartAsync"/>.</summary>
    public void Serve(SupervisorEngine engine, SupervisorUpgrade upgrade)
    {
        _engine = engine;
        _api = new SupervisorApi(engine, upgrade, _stopping.Token);
    }

    public Task StartAsync() => _server.StartAsync(this, CancellationToken.None);

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context) => _api!.HandleAsync(context);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // There is nothing in it that the server does not take back itself.
    }

    public async ValueTask DisposeAsync()
    {
        // Whoever comes during a handover waits in the socket's queue.
        if (_engine is not { HandsOver: true }) _socket.Unlink();
        await _stopping.CancelAsync().ConfigureAwait(false);
        using var limit = new CancellationTokenSource(Patience);
        await _server.StopAsync(limit.Token).ConfigureAwait(false);
        _server.Dispose();
        _stopping.Dispose();
    }

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
