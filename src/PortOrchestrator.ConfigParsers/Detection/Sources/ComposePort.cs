using System.Globalization;
using PortOrchestrator.ConfigParsers.Detection.Facts;

namespace PortOrchestrator.ConfigParsers.Detection.Sources;

/// <summary>Reads the <c>ports</c> of a Compose service, in both of its forms. A port that Docker chooses is left out.</summary>
internal static class ComposePort
{
    public static IReadOnlyList<FoundPort> Of(IReadOnlyList<FileFacts> files, string service)
    {
        var ports = new List<FoundPort>();
        foreach (var file in files)
        {
            var key = $"services/{service}/ports";
            foreach (var text in file.All(key)) Add(ports, Short(text));
            foreach (var (item, _) in file.Below(key))
            {
                if (file.Text($"{key}/{item}/published") is { } published)
                    Add(ports, Published(published, file.Text($"{key}/{item}/target") ?? "", file.Text($"{key}/{item}/protocol") == "udp"));
            }
        }

        return ports;
    }

    private static void Add(List<FoundPort> ports, (FoundPort Port, string Target)? found)
    {
        if (found is not var (port, target) || ports.Exists(p => p.Number == port.Number && p.Protocol == port.Protocol)) return;
        var name = target.Length is > 0 and <= 5 && target.All(char.IsAsciiDigit) ? target : FormattableString.Invariant($"{port.Number}");
        if (ports.Exists(p => p.Name == name)) name += port.Protocol == PortProtocol.Udp ? "-udp" : "-" + FormattableString.Invariant($"{port.Number}");
        ports.Add(ports.Count == 0 ? port : port with { Name = name });
    }

    // [HOST:]PUBLISHED:TARGET[/PROTOCOL]; a colon inside ${…} parts nothing.
    private static (FoundPort Port, string Target)? Short(string text)
    {
        var slash = text.LastIndexOf('/');
        var isUdp = slash >= 0 && text[slash..] == "/udp";
        var parts = Split(slash < 0 ? text : text[..slash]);
        return parts.Count < 2 ? null : Published(parts[^2], parts[^1], isUdp);
    }

    private static (FoundPort Port, string Target)? Published(string text, string target, bool isUdp)
    {
        var variable = text.StartsWith("${", StringComparison.Ordinal) && text.EndsWith('}') ? text[2..^1] : null;
        var end = variable?.IndexOfAny([':', '-']) ?? -1;
        var name = variable is null ? null : end < 0 ? variable : variable[..end];
        var number = variable is null ? text : end < 0 ? "" : variable[end..].TrimStart(':', '-');
        // Of a range the first one stands for all.
        var hyphen = number.IndexOf('-', StringComparison.Ordinal);
        var isNumber = int.TryParse(hyphen < 0 ? number : number[..hyphen], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535;
        if (!isNumber && name is null) return null;
        var isUsable = name is { Length: > 0 } && Keys.Patterns.PortVariable().IsMatch(name);
        return (new FoundPort(isNumber ? port : null, isUsable ? name : "override")
        {
            Variable = isUsable ? name : null,
            Protocol = isUdp ? PortProtocol.Udp : PortProtocol.Tcp,
        }, target);
    }

    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        var (depth, start) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '{' or '[') depth++;
            if (text[i] is '}' or ']') depth--;
            if (text[i] != ':' || depth > 0) continue;
            parts.Add(text[start..i]);
            start = i + 1;
        }

        return [.. parts, text[start..]];
    }
}
