using System.Globalization;
using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.Compose;

/// <summary>Reads one entry of a Compose service's <c>ports</c>. What is not understood is passed over.</summary>
/// <param name="service">The Compose service.</param>
/// <param name="lookup">The value of a variable; null when it is not set.</param>
internal sealed class ComposePortReader(string service, Func<string, string?> lookup)
{
    public IEnumerable<ComposePort> Read(DocumentNode node) => node switch
    {
        ScalarNode text => ReadShort(text.Text),
        MapNode map => ReadLong(new Fields(map)),
        _ => [],
    };

    // [ADDRESS:][PUBLISHED:]TARGET[/PROTOCOL], where both may be ranges.
    private IEnumerable<ComposePort> ReadShort(string text)
    {
        var parts = Split(text);
        if (parts.Exists(p => p.Contains('$', StringComparison.Ordinal) && ComposeInterpolation.Expand(p, lookup) is var one && (one.Contains(':', StringComparison.Ordinal) || one.Length == 0)))
            parts = Split(ComposeInterpolation.Expand(text, lookup));
        var (target, protocol) = Last(ComposeInterpolation.Expand(parts[^1], lookup));
        if (parts.Count == 1) return Make(null, target, protocol, null);
        var address = parts.Count == 2 ? null : ComposeInterpolation.Expand(string.Join(':', parts.SkipLast(2)), lookup).Trim('[', ']');
        return Make(parts[^2], target, protocol, address);
    }

    private IEnumerable<ComposePort> ReadLong(Fields port)
    {
        if (port.Scalar("target") is not { } target) return [];
        var protocol = port.Scalar("protocol") is { } word ? ComposeInterpolation.Expand(word.Text, lookup) : "tcp";
        var address = port.Scalar("host_ip") is { } ip ? ComposeInterpolation.Expand(ip.Text, lookup) : null;
        return Make(port.Scalar("published")?.Text, ComposeInterpolation.Expand(target.Text, lookup), protocol, address);
    }

    private IEnumerable<ComposePort> Make(string? written, string target, string protocol, string? address)
    {
        var isTcp = protocol.Equals("tcp", StringComparison.OrdinalIgnoreCase);
        if (!isTcp && !protocol.Equals("udp", StringComparison.OrdinalIgnoreCase)) yield break;
        if (Range(target) is not { } to) yield break;
        var expanded = written is null ? "" : ComposeInterpolation.Expand(written, lookup);
        if (expanded.Length > 0 && Range(expanded) is null) yield break;
        var from = Range(expanded) ?? to;
        var isChosen = from.Last > from.First && to.First == to.Last;
        if (!isChosen && from.Last - from.First != to.Last - to.First) yield break;
        for (var i = 0; i <= to.Last - to.First; i++)
        {
            yield return new ComposePort
            {
                Name = "",
                Service = service,
                Published = expanded.Length == 0 ? null : from.First + i,
                Target = to.First + i,
                Protocol = isTcp ? PortProtocol.Tcp : PortProtocol.Udp,
                HostAddress = string.IsNullOrEmpty(address) ? null : address,
                Variable = written is not null && from.First == from.Last ? ComposeInterpolation.VariableOf(written) : null,
                IsChosen = isChosen,
            };
        }
    }

    private static (string Target, string Protocol) Last(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (text, "tcp") : (text[..slash], text[(slash + 1)..]);
    }

    private static (int First, int Last)? Range(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var first = Number(dash < 0 ? text : text[..dash]);
        var last = dash < 0 ? first : Number(text[(dash + 1)..]);
        return first is { } a && last is { } b && a <= b && b - a < 1000 ? (a, b) : null;
    }

    private static int? Number(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 65535 ? number : null;

    // A colon inside ${PORT:-80} or [::1] parts nothing.
    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '{' or '[') depth++;
            else if (text[i] is '}' or ']') depth--;
            if (text[i] != ':' || depth > 0) continue;
            parts.Add(text[start..i]);
            start = i + 1;
        }

        parts.Add(text[start..]);
        return parts;
    }
}
