using PortOrchestrator.Configuration;

namespace PortOrchestrator.Probes.Tests;

internal static class Probing
{
    public static ProbeContext Context { get; } = new()
    {
        WorkingDirectory = Path.GetTempPath(),
        Environment = new Dictionary<string, string> { ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "" },
        Shell = ["sh", "-c"],
    };

    public static async Task<ProbeResult> CheckAsync(this ProbeCheck check, int timeoutMilliseconds = 5000, ProbeContext? context = null)
    {
        var probe = ProbeFactory.Create(check, context ?? Context);
        try
        {
            return await probe.CheckAsync(timeoutMilliseconds);
        }
        finally
        {
            if (probe is IAsyncDisposable disposable) await disposable.DisposeAsync();
        }
    }

    public static async Task<ProbeResult> CheckAsync(this IProbe probe, int timeoutMilliseconds)
    {
        using var timeout = new CancellationTokenSource(timeoutMilliseconds);
        return await probe.CheckAsync(timeout.Token);
    }
}
