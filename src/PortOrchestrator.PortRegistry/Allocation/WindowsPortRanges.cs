namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>
/// The ranges of ports that Windows keeps for itself. Each call runs netsh, so they are read only to explain why a port was refused, or when
/// somebody asks; and nothing is remembered, since Hyper-V and WinNAT take other ranges at each boot.
/// </summary>
/// <param name="netsh">Runs netsh and gives what it printed, null when it cannot be had; null for the system's.</param>
internal sealed class WindowsPortRanges(Func<IReadOnlyList<string>, string?>? netsh = null)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly Func<IReadOnlyList<string>, string?> _netsh = netsh ?? RunNetsh;

    /// <summary>Reads the ranges that are excluded; none where they cannot be read.</summary>
    public IReadOnlyList<ExcludedRange> Excluded(PortProtocol protocol) =>
        _netsh(["int", "ipv4", "show", "excludedportrange", $"protocol={Name(protocol)}"]) is { } output ? NetshOutput.ParseExclusions(output) : [];

    /// <summary>Finds the excluded range that keeps anybody from listening on a port; null when it is not that.</summary>
    public ExcludedRange? FindObstacle(int port, PortProtocol protocol) => Excluded(protocol).FirstOrDefault(r => !r.Administered && r.Ports.Contains(port));

    /// <summary>Reads the range that outgoing connections are given; null where it cannot be read.</summary>
    public PortRange? Dynamic(PortProtocol protocol) =>
        _netsh(["int", "ipv4", "show", "dynamicport", Name(protocol)]) is { } output ? NetshOutput.ParseDynamicRange(output) : null;

    private static string? RunNetsh(IReadOnlyList<string> arguments) =>
        OperatingSystem.IsWindows() ? BoundedProgram.Read(Path.Combine(Environment.SystemDirectory, "netsh.exe"), arguments, Limit) : null;

    private static string Name(PortProtocol protocol) => protocol == PortProtocol.Udp ? "udp" : "tcp";
}
