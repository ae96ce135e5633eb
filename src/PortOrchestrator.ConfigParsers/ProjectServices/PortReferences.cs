using System.Text.RegularExpressions;

namespace PortOrchestrator.ConfigParsers.ProjectServices;

/// <summary>Which variables and port templates the texts that a service is started with refer to.</summary>
internal sealed partial class PortReferences
{
    private readonly HashSet<string> _variables = new(StringComparer.Ordinal);
    private readonly HashSet<string> _templates = new(StringComparer.Ordinal);

    public PortReferences(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            if (text.AsSpan().ContainsAny('$', '%'))
            {
                foreach (Match match in Variable().Matches(text)) _variables.Add(match.Groups["name"].Value);
            }

            if (!text.Contains("ports.", StringComparison.Ordinal)) continue;
            foreach (Match match in Template().Matches(text)) _templates.Add(match.Groups["path"].Value);
        }
    }

    /// <summary>Whether a service is told the number of one of its ports.</summary>
    public bool Names(string service, PortDefinition port, bool isFirst) =>
        port.EnvironmentVariable is not null
        || _variables.Contains(VariableNames.OfPort(service, port.Name))
        || _templates.Contains(service + "." + port.Name)
        || (isFirst && NamesFirst(service));

    /// <summary>Whether a service is told the number of its first port.</summary>
    public bool NamesFirst(string service) =>
        _variables.Contains("PORT") || _variables.Contains(VariableNames.OfService(service)) || _templates.Contains(service);

    [GeneratedRegex(@"\$\{?(env:)?(?<name>[A-Za-z_][A-Za-z0-9_]*)|%(?<name>[A-Za-z_][A-Za-z0-9_]*)%", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\{\{\s*\.?ports\.(?<path>[A-Za-z0-9._-]+)\s*\}\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Template();
}
