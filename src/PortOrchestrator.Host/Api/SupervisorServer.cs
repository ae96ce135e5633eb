using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PortOrchestrator.Host.Supervisor;
using PortOrchestrator.Supervision.Engine;

namespace PortOrchestrator.Host.Api;

/// <summary>The supervisor's HTTP interface on its Unix socket. The folder lets only its user in.</summary>
internal sealed class SupervisorServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly SupervisorSocket _socket;
    private SupervisorEngine? _engine;

    public SupervisorServer(SupervisorSocket socket)
    {
        _socket = socket;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = 64 * 1024 * 1024;
            options.ListenHandle((ulong)socket.Descriptor, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(3));
        // The supervisor has its own idea of what a signal means.
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        _application = builder.Build();
    }

    /// <summary>Says who answers. To be called once, before <see cref="StartAsync"/>.</summary>
    public void Serve(SupervisorEngine engine, SupervisorUpgrade upgrade)
    {
        _engine = engine;
        var api = new SupervisorApi(engine, upgrade, _application.Lifetime.ApplicationStopping);
        _application.Run(api.HandleAsync);
    }

    public Task StartAsync() => _application.StartAsync();

    public async ValueTask DisposeAsync()
    {
        // Whoever comes during a handover waits in the socket's queue.
        if (_engine is not { HandsOver: true }) _socket.Unlink();
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private sealed class QuietLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
