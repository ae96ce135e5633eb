using System.Globalization;

namespace PortOrchestrator.Resolution;

/// <summary>Fills variables and templates of a check and leads literal ports to the ones that were allocated.</summary>
internal sealed class CheckResolver(
    ServiceDefinition service,
    IReadOnlyList<ServicePort> ports,
    TemplateExpander templates,
    IReadOnlyDictionary<string, string> environment,
    ICollection<string> warnings)
{
    private static readonly HashSet<string> Loopback = new(StringComparer.OrdinalIgnoreCase) { "localhost", "127.0.0.1", "::1", "[::1]", "0.0.0.0" };

    public ProbeDefinition? Resolve(ProbeDefinition? probe) => probe is null ? null : probe with { Check = Resolve(probe.Check) };

    private ProbeCheck Resolve(ProbeCheck check) => check switch
    {
        HttpCheck http => http with { Url = Url(Fill(http.Url)), Headers = http.Headers.ToDictionary(h => h.Key, h => Fill(h.Value)) },
        TcpCheck tcp => tcp with { Target = Target(Fill(tcp.Target)) },
        ExecCheck { Command.Text: { } text } exec => exec with { Command = CommandLine.Shell(templates.Expand(text, warnings)) },
        ExecCheck { Command.Arguments: { } arguments } exec =>
            exec with { Command = CommandLine.Exec([.. arguments.Select(a => templates.Expand(a, warnings))]) },
        FileCheck file => file with { Path = Fill(file.Path) },
        LogCheck log => log with { Pattern = templates.Expand(log.Pattern, warnings) },
        _ => check,
    };

    private string Fill(string text) => VariableExpander.Expand(templates.Expand(text, warnings), environment);

    private string Url(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || !Loopback.Contains(uri.Host) || Moved(uri.Port) is not { } port) return text;
        // Written anew by hand: UriBuilder would add the path that a lenient check must not have.
        var authority = uri.Authority;
        var at = text.IndexOf(authority, StringComparison.OrdinalIgnoreCase);
        var host = uri.Host.Contains(':', StringComparison.Ordinal) && !uri.Host.StartsWith('[') ? $"[{uri.Host}]" : uri.Host;
        return at < 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text[..at]}{host}:{port}{text[(at + authority.Length)..]}");
    }

    private string Target(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon < 0 || !int.TryParse(text.AsSpan(colon + 1), CultureInfo.InvariantCulture, out var written)) return text;
        return Loopback.Contains(text[..colon]) && Moved(written) is { } port ? string.Create(CultureInfo.InvariantCulture, $"{text[..colon]}:{port}") : text;
    }

    // The configuration says 3000 in "port" and in the check; when 3001 was given, the check means 3001.
    private int? Moved(int written)
    {
        var declared = service.Ports.FirstOrDefault(p => p.Port == written);
        var held = declared is null ? null : ports.FirstOrDefault(p => p.Name == declared.Name);
        return held is null || held.Port == written ? null : held.Port;
    }
}
