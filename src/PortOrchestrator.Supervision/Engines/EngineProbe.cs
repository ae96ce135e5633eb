using System.Globalization;
using PortOrchestrator.Probes;

namespace PortOrchestrator.Supervision.Engines;

/// <summary>Passes when the engine says that the service runs, and is healthy; where it does not look at the health, when all ports of the service answer.</summary>
internal sealed class EngineProbe(IServiceEngine engine, IReadOnlyList<ServicePort> ports, TimeProvider time) : IPacedProbe
{
    public ProbePace Pace { get; } = new() { ShortestPause = TimeSpan.FromMilliseconds(100), ShareOfTimeWaited = 0.1, Timeout = TimeSpan.FromSeconds(5) };

    public async Task<ProbeResult> CheckAsync(CancellationToken cancellationToken = default)
    {
        var started = time.GetTimestamp();
        var reason = await FindFaultAsync(cancellationToken).ConfigureAwait(false);
        return new ProbeResult { Success = reason is null, Reason = reason, Elapsed = time.GetElapsedTime(started) };
    }

    private async Task<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        var state = await engine.LookAsync(cancellationToken).ConfigureAwait(false);
        if (state.Condition != EngineCondition.Running || state.IsHealthy == false)
            return (state.Name + (state.Reason is { } reason ? ": " + reason : " does not run")).TrimStart(':', ' ');
        if (state.Reason is { } fault) return $"{state.Name}: {fault}";
        if (state.IsHealthy == true) return null;
        foreach (var port in ports.Where(p => p.Protocol == PortProtocol.Tcp))
        {
            var address = state.Ports.FirstOrDefault(p => p.Published == port.Port && p.Protocol == port.Protocol)?.Address;
            if (!await AnswersAsync(address ?? "localhost", port.Port, cancellationToken).ConfigureAwait(false))
                return string.Create(CultureInfo.InvariantCulture, $"{state.Name} runs, but port {port.Port} does not answer yet");
        }

        return null;
    }

    private async Task<bool> AnswersAsync(string address, int port, CancellationToken cancellationToken)
    {
        var check = new TcpCheck { Target = string.Create(CultureInfo.InvariantCulture, $"{address}:{port}") };
        var context = new ProbeContext { WorkingDirectory = "/", Environment = new Dictionary<string, string>(), Shell = [], TimeProvider = time };
        return (await ProbeFactory.Create(check, context).CheckAsync(cancellationToken).ConfigureAwait(false)).Success;
    }
}
