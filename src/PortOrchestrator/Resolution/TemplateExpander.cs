using System.Globalization;
using System.Text.RegularExpressions;

namespace PortOrchestrator.Resolution;

/// <summary>Expands <c>{{ports.kafka}}</c> and <c>{{ports.neo4j.bolt}}</c>. What it does not know stays as written, with a warning.</summary>
internal sealed partial class TemplateExpander(IReadOnlyDictionary<string, IReadOnlyList<ServicePort>> ports)
{
    public string Expand(string text, ICollection<string> warnings) =>
        text.Contains("{{", StringComparison.Ordinal) ? Template().Replace(text, match => Value(match, warnings)) : text;

    private string Value(Match match, ICollection<string> warnings)
    {
        var path = match.Groups["path"].Value;
        if (!path.StartsWith("ports.", StringComparison.Ordinal))
        {
            warnings.Add($"the template {match.Value} is not known and stays as written; known are {{{{ports.SERVICE}}}} and {{{{ports.SERVICE.NAME}}}}");
            return match.Value;
        }

        if (Find(path["ports.".Length..]) is { } port) return port.Port.ToString(CultureInfo.InvariantCulture);
        warnings.Add($"the template {match.Value} names no port of this project and stays as written");
        return match.Value;
    }

    private ServicePort? Find(string name)
    {
        if (ports.TryGetValue(name, out var all)) return all.Count > 0 ? all[0] : null;
        // Names may contain dots, so the longest service name that fits wins.
        for (var dot = name.LastIndexOf('.'); dot > 0; dot = name.LastIndexOf('.', dot - 1))
        {
            if (ports.TryGetValue(name[..dot], out all)) return all.FirstOrDefault(p => p.Name == name[(dot + 1)..]);
        }

        return null;
    }

    [GeneratedRegex(@"\{\{\s*\.?(?<path>[A-Za-z_][A-Za-z0-9_.-]*)\s*\}\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Template();
}
