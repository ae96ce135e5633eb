using System.Globalization;

namespace PortOrchestrator.ConfigParsers.Compose;

/// <summary>Finds for each published port the service's port that stands for it, or makes one.</summary>
/// <param name="service">The name of the Compose service.</param>
/// <param name="declared">The ports that the project's file states.</param>
internal sealed class ComposePortNames(string service, IReadOnlyList<PortDefinition> declared)
{
    private readonly List<PortDefinition> _added = [];
    private readonly List<ComposePort> _published = [];

    /// <summary>The published ports, with their names.</summary>
    public IReadOnlyList<ComposePort> Published => _published;

    /// <summary>The service's ports: the declared ones first.</summary>
    public IReadOnlyList<PortDefinition> Ports => [.. declared.Select(Settle), .. _added];

    public void Add(ComposePort port)
    {
        if (port.Published is null)
        {
            _published.Add(port);
            return;
        }

        if (declared.FirstOrDefault(d => d.Port == port.Published && d.Protocol == port.Protocol) is { } written)
        {
            _published.Add(port with { Name = written.Name });
            return;
        }

        var name = Unused(port);
        _published.Add(port with { Name = name });
        _added.Add(new PortDefinition { Name = name, Port = port.Published, Protocol = port.Protocol, EnvironmentVariable = port.Variable });
    }

    private string Unused(ComposePort port)
    {
        var isOwn = port.Service == service;
        if (isOwn && declared.Count == 0 && _added.Count == 0) return PortDefinition.DefaultName;
        var stem = string.Create(
            CultureInfo.InvariantCulture, $"{(isOwn ? "port" : port.Service)}-{port.Target}{(port.Protocol == PortProtocol.Tcp ? "" : "-udp")}");
        var name = stem;
        for (var i = 2; _added.Exists(p => p.Name == name) || declared.Any(p => p.Name == name); i++)
            name = string.Create(CultureInfo.InvariantCulture, $"{stem}-{i}");
        return name;
    }

    // Nothing moves a port that Compose does not publish, such as one of a container in the host's network.
    private PortDefinition Settle(PortDefinition port)
    {
        if (_published.Find(p => p.Name == port.Name) is { } published) return port with { EnvironmentVariable = port.EnvironmentVariable ?? published.Variable };
        return port is { Mode: PortMode.Prefer, Port: not null } ? port with { Mode = PortMode.Exact } : port;
    }
}
