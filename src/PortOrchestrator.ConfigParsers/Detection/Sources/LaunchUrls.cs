using System.Globalization;

namespace PortOrchestrator.ConfigParsers.Detection.Sources;

/// <summary>The addresses of a launch profile as ports and as the variable that ASP.NET Core takes them from. Immutable.</summary>
internal sealed record LaunchUrls(IReadOnlyList<FoundPort> Ports, string? Variable, string? Health)
{
    private const string Injection = "ASPNETCORE_URLS";

    public static LaunchUrls None { get; } = new([], null, null);

    /// <summary>One HTTP port and a number that is not taken from anywhere.</summary>
    public static LaunchUrls Http(int port) => Read(FormattableString.Invariant($"http://localhost:{port}"));

    public static LaunchUrls Read(string? applicationUrl)
    {
        var ports = new List<FoundPort>();
        var urls = new List<string>();
        // The plain one comes first: it is the one that is checked, and needs no certificate.
        foreach (var url in (applicationUrl ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).OrderBy(IsSecure))
        {
            var colon = url.LastIndexOf(':');
            if (colon < 6 || !int.TryParse(url[(colon + 1)..].TrimEnd('/'), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535) continue;
            var scheme = IsSecure(url) ? "https" : "http";
            var name = ports.Count == 0 ? PortDefinition.DefaultName : scheme;
            if (ports.Exists(p => p.Name == name)) continue;
            ports.Add(new FoundPort(port, Injection) { Name = name });
            urls.Add($"{scheme}://localhost:{Placeholder.Of(name == PortDefinition.DefaultName ? "{port}" : $"{{port:{name}}}")}");
        }

        return urls.Count == 0 ? None : new LaunchUrls(ports, string.Join(';', urls), urls[0]);
    }

    public Dictionary<string, string> Environment(IEnumerable<KeyValuePair<string, string>> others)
    {
        var variables = new Dictionary<string, string>(others, StringComparer.Ordinal);
        if (Variable is not null) variables[Injection] = Variable;
        return variables;
    }

    private static bool IsSecure(string url) => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
}
