using System.Globalization;
using PortOrchestrator.Probes;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Engine;

/// <summary>
/// A passing check of a process counts only when the process itself, or one that it started, listens on the port: otherwise a
/// stranger who took the port would make a service look ready that cannot even bind it. Before anybody listens there, a look at the
/// listening sockets costs less than connecting, and tells sooner.
/// </summary>
internal sealed class OwnListenerProbe(
    IPacedProbe inner, int port, ProcessIdentity root, string? instanceId, IProcessInspector inspector, ListenerWatch listeners) : ISignalledProbe
{
    // Whose connections are led elsewhere without a listener of this machine is found by connecting all the same.
    private static readonly TimeSpan UnsignalledPause = TimeSpan.FromMilliseconds(250);

    private uint _sockets;
    private bool _hasLooked;

    public ProbePace Pace => _sockets == 0 && listeners.IsAvailable ? inner.Pace with { ShortestPause = UnsignalledPause } : inner.Pace;

    public async Task WaitForSignAsync(CancellationToken cancellationToken = default) =>
        _sockets = await listeners.WaitAsync(port, _sockets, cancellationToken).ConfigureAwait(false);

    /// <summary>Wraps the check of a process that looks at one of its own ports; any other is returned as it is.</summary>
    public static IProbe Wrap(
        IProbe probe, ProbeCheck check, ServiceSpec spec, ProcessIdentity? root, string? instanceId, IProcessInspector inspector, ListenerWatch listeners)
    {
        var applies = spec is { IsExternal: false, IsLauncher: false, Definition.Kind: ServiceKind.Process } && OperatingSystem.IsLinux();
        if (!applies || root is null || probe is not IPacedProbe paced || PortOf(check) is not { } port) return probe;
        return spec.Ports.Any(p => p.Port == port && p.Protocol == PortProtocol.Tcp)
            ? new OwnListenerProbe(paced, port, root, instanceId, inspector, listeners)
            : probe;
    }

    public async Task<ProbeResult> CheckAsync(CancellationToken cancellationToken = default)
    {
        if (await IsTooEarlyAsync(cancellationToken).ConfigureAwait(false)) return new ProbeResult { Success = false, Reason = string.Create(CultureInfo.InvariantCulture, $"nobody listens on port {port} yet") };
        var result = await inner.CheckAsync(cancellationToken).ConfigureAwait(false);
        // Once the process has ended, what answers was launched by it and lives elsewhere.
        if (!result.Success || !inspector.IsAlive(root)) return result;
        if (ListenerOwner.FindStranger(port, root, () => inspector.FindTree(root, instanceId)) is not { } stranger) return result;
        var who = inspector.CommandLine(stranger) is { } command ? $"{command} (pid {stranger})" : $"pid {stranger}";
        return result with
        {
            Success = false,
            Warning = null,
            Reason = string.Create(CultureInfo.InvariantCulture, $"port {port} answers, but it is {who} that listens there, not this service"),
        };
    }

    // The first check comes when the process has only just been started: a look costs less than connections that are refused.
    private async Task<bool> IsTooEarlyAsync(CancellationToken cancellationToken)
    {
        if (_hasLooked || !listeners.IsAvailable) return false;
        _hasLooked = true;
        return await listeners.LookAsync(port, cancellationToken).ConfigureAwait(false) == 0;
    }

    private static int? PortOf(ProbeCheck check) => check switch
    {
        HttpCheck http when Uri.TryCreate(http.Url, UriKind.Absolute, out var uri) && uri.IsLoopback => uri.Port,
        TcpCheck tcp when Uri.TryCreate("tcp://" + tcp.Target, UriKind.Absolute, out var uri) && uri.IsLoopback && uri.Port > 0 => uri.Port,
        _ => null,
    };
}
