using System.Globalization;
using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Keys;

namespace PortOrchestrator.ConfigParsers.ProjectServices;

/// <summary>Reads <c>health_check</c>.</summary>
internal sealed class HealthCheckParser(DiagnosticBag diagnostics)
{
    // It decides when the service is ready and then only keeps the health true.
    private static readonly TimeSpan SteadyPeriod = TimeSpan.FromSeconds(30);

    public ProbeDefinition? Parse(Fields service)
    {
        var place = service.PlaceOf("health_check");
        var text = service.Text("health_check")?.Trim();
        if (string.IsNullOrEmpty(text) || !Patterns.HealthCheck().IsMatch(text)) return null;
        return new ProbeDefinition { Check = ReadCheck(text, place), SteadyPeriod = SteadyPeriod, Location = place.Location };
    }

    /// <summary>The TCP check that an empty <c>health_check</c> of a service with a port stands for.</summary>
    public static ProbeDefinition? OfPort(Fields service, IReadOnlyList<PortDefinition> ports)
    {
        if (service.Text("health_check") is not { } text || !string.IsNullOrWhiteSpace(text)) return null;
        if (ports is not [{ Protocol: PortProtocol.Tcp } port, ..]) return null;
        // A port that may move is named by its variable, so that the check moves along.
        var number = port is { Mode: PortMode.Exact, Port: { } exact } ? exact.ToString(CultureInfo.InvariantCulture) : "${PORT}";
        var check = new TcpCheck { Target = "localhost:" + number };
        return new ProbeDefinition { Check = check, SteadyPeriod = SteadyPeriod, Location = service.PlaceOf("health_check").Location };
    }

    /// <summary>Makes the check of a URL. Without a path in the text as written, any answer is good enough.</summary>
    public static HttpCheck Http(string url, Place place, DiagnosticBag diagnostics)
    {
        CheckAddress.Parse(CheckAddress.AuthorityOf(url)).Check(diagnostics, place, needsPort: false);
        var afterScheme = url.AsSpan(url.IndexOf("://", StringComparison.Ordinal) + 3);
        return new HttpCheck { Url = url, AnyAnswer = afterScheme.IndexOfAny('/', '?', '#') < 0 };
    }

    public static TcpCheck Tcp(string target, Place place, DiagnosticBag diagnostics)
    {
        CheckAddress.Parse(target).Check(diagnostics, place, needsPort: true);
        return new TcpCheck { Target = target };
    }

    private ProbeCheck ReadCheck(string text, Place place)
    {
        if (text.StartsWith("exec:", StringComparison.Ordinal)) return new ExecCheck { Command = CommandLine.Shell(text[5..].Trim()) };
        return text.StartsWith("tcp://", StringComparison.Ordinal) ? Tcp(text[6..].TrimEnd('/'), place, diagnostics) : Http(text, place, diagnostics);
    }
}
