using System.Text;
using PortOrchestrator.ConfigParsers.Keys;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.Detection;

/// <summary>Gives findings names that differ as names, as file names and as variables.</summary>
internal sealed class ServiceNames
{
    private const int Longest = 63;

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    private ServiceNames() { }

    public static IReadOnlyList<DetectedService> Give(IReadOnlyList<Finding> findings)
    {
        var names = new ServiceNames();
        var given = findings.Select(f => (Finding: f, Name: names.Choose(f))).ToList();
        return WithoutCircles([.. given.Select(g => Make(g.Finding, g.Name, given))]);
    }

    /// <summary>A text as a name: a package's scope is left out, and what a name must not have becomes a hyphen.</summary>
    public static string Slug(string text)
    {
        var start = text.StartsWith('@') ? text.IndexOf('/') + 1 : 0;
        var result = new StringBuilder();
        foreach (var c in text.AsSpan(start))
        {
            if (char.IsAsciiLetterOrDigit(c) || c == '_') result.Append(char.ToLowerInvariant(c));
            else if (result.Length > 0 && result[^1] != '-') result.Append('-');
        }

        var name = result.ToString().Trim('-', '_');
        return name.Length == 0 ? "service" : name.Length > Longest ? name[..Longest].TrimEnd('-', '_') : name;
    }

    // Compose refuses circles, and what is disabled is not waited for.
    private static List<DetectedService> WithoutCircles(List<DetectedService> services)
    {
        var enabled = services.Where(s => s.IsEnabled).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var kept = services.ToDictionary(s => s.Name, _ => new List<string>(), StringComparer.Ordinal);
        foreach (var service in services)
        {
            foreach (var dependency in service.Dependencies.Where(d => (enabled.Contains(d) || !service.IsEnabled) && !Leads(kept, d, service.Name, []))) kept[service.Name].Add(dependency);
        }

        return [.. services.Select(s => s.Dependencies.Count == kept[s.Name].Count ? s : s with { Dependencies = kept[s.Name] })];
    }

    private static bool Leads(Dictionary<string, List<string>> dependencies, string from, string to, HashSet<string> seen) =>
        from == to || (seen.Add(from) && dependencies[from].Exists(d => Leads(dependencies, d, to, seen)));

    private string Choose(Finding finding)
    {
        var wish = finding.Confidence == DetectionConfidence.Declared && Patterns.Name().IsMatch(finding.Name) ? finding.Name : Slug(finding.Name);
        var folder = Slug(finding.Folder[(finding.Folder.LastIndexOf('/') + 1)..]);
        var candidates = new[] { wish, finding.Folder.Length > 0 && folder != wish ? Slug(folder + "-" + wish) : wish };
        foreach (var name in candidates.Concat(Enumerable.Range(2, 10_000).Select(n => Slug(FormattableString.Invariant($"{Shortened(wish)}-{n}")))))
        {
            var variables = Variables(name, finding).ToList();
            if (variables.Exists(_taken.Contains)) continue;
            _taken.UnionWith(variables);
            return name;
        }

        throw new InvalidOperationException("No checkout has that many services of one name.");
    }

    private static string Shortened(string name) => name.Length > Longest - 6 ? name[..(Longest - 6)] : name;

    private static IEnumerable<string> Variables(string name, Finding finding) =>
        finding.Ports.Where(p => p.Name != PortDefinition.DefaultName).Select(p => VariableNames.OfPort(name, p.Name)).Prepend(VariableNames.OfService(name)).Append(name);

    private static DetectedService Make(Finding finding, string name, List<(Finding Finding, string Name)> all) => new()
    {
        Name = name,
        Kind = finding.Kind,
        Tier = finding.Tier,
        Command = finding.Command is null ? null : Placeholder.Fill(finding.Command, name),
        WorkingDirectory = (finding.WorkingFolder ?? finding.Folder) is { Length: > 0 } folder ? folder : ".",
        Environment = finding.Environment.ToDictionary(v => v.Key, v => Placeholder.Fill(v.Value, name), StringComparer.Ordinal),
        Ports = [.. finding.Ports.DistinctBy(p => p.Name).Select(p => new DetectedPort { Name = p.Name, Port = p.Number, Protocol = p.Protocol, EnvironmentVariable = p.Variable, Injection = p.Injection })],
        HealthCheck = finding.Health is null ? null : Placeholder.Fill(finding.Health, name),
        ComposeFiles = finding.ComposeFiles,
        ComposeService = finding.ComposeService,
        ComposeProfiles = finding.ComposeProfiles,
        Dependencies =
        [
            .. finding.Dependencies
                .Select(d => all.FirstOrDefault(o => o.Finding.Authority == finding.Authority && o.Finding.Evidence.File == finding.Evidence.File && o.Finding.Name == d).Name)
                .OfType<string>().Where(d => d != name).Distinct(),
        ],
        Confidence = finding.Confidence,
        Evidence = finding.Evidence,
        Reason = finding.Reason,
    };
}
