using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PortOrchestrator.Supervision.Engine;

namespace PortOrchestrator.Host.Api;

/// <summary>The supervisor's HTTP interface on its Unix socket. The folder lets only its user in.</summary>
internal sealed class SupervisorServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly string _socket;

    public SupervisorServer(SupervisorEngine engine, string socket)
    {
        _socket = socket;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = 64 * 1024 * 1024;
            options.ListenUnixSocket(socket, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(3));
        // The supervisor has its own idea of what a signal means.
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        _application = builder.Build();
        var api = new SupervisorApi(engine, _application.Lifetime.ApplicationStopping);
        _application.Run(api.HandleAsync);
    }

    public async Task StartAsync()
    {
        StatePaths.CreatePrivateFolder(Path.GetDirectoryName(_socket)!);
        // Left by a supervisor that was killed; the lock says that nobody listens on it any more.
        File.Delete(_socket);
        await _application.StartAsync().ConfigureAwait(false);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_socket, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public async ValueTask DisposeAsync()
    {
        // Removed first, so that a command that comes now starts a new supervisor instead of meeting one that leaves.
        File.Delete(_socket);
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private sealed class QuietLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
