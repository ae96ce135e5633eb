using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Expansion;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.Compose;

/// <summary>Reads of Compose files what concerns ports, order and names. The rest is Compose's own. Files are read once, however many services use them.</summary>
/// <param name="diagnostics">Told which files were looked at.</param>
/// <param name="environment">The caller's variables.</param>
internal sealed class ComposeFileReader(DiagnosticBag diagnostics, IReadOnlyDictionary<string, string>? environment)
{
    private readonly Dictionary<string, ComposeFileSet> _read = new(StringComparer.Ordinal);

    /// <summary>What files say that were read before; null when they were not.</summary>
    public ComposeFileSet? Find(IReadOnlyList<string> files) => _read.GetValueOrDefault(Key(files));

    public async Task<ComposeFileSet> ReadAsync(
        IReadOnlyList<string> files, IReadOnlyDictionary<string, string> own, CancellationToken cancellationToken)
    {
        var key = Key(files);
        if (_read.TryGetValue(key, out var known)) return known;
        var settings = await ReadSettingsAsync(Path.GetDirectoryName(files[0])!, cancellationToken).ConfigureAwait(false);
        return _read[key] = await ReadAsync(files, Lookup, cancellationToken).ConfigureAwait(false);

        // What a variable or template is made of is not known yet.
        string? Lookup(string name)
        {
            if (own.TryGetValue(name, out var value) && value.AsSpan().IndexOfAny('$', '{') < 0) return value;
            if (environment is null ? Environment.GetEnvironmentVariable(name) is { } inherited : environment.TryGetValue(name, out inherited)) return inherited;
            return settings.GetValueOrDefault(name);
        }
    }

    private async Task<ComposeFileSet> ReadAsync(IReadOnlyList<string> files, Func<string, string?> lookup, CancellationToken cancellationToken)
    {
        var services = new Dictionary<string, ComposeServiceEntry>(StringComparer.Ordinal);
        var name = lookup("COMPOSE_PROJECT_NAME");
        string? problem = null;
        foreach (var file in files)
        {
            diagnostics.Looked(file);
            var found = new DiagnosticBag();
            var root = await DocumentReader.ReadAsync(file, found, cancellationToken, "services: {}").ConfigureAwait(false);
            diagnostics.AddFiles(found);
            if (found.HasErrors) problem ??= $"'{file}' cannot be read: {found.InOrderOf([file]).First(d => d.Severity == DiagnosticSeverity.Error).Message}";
            if (root is not MapNode map) continue;
            if (map.Find("include") is not null) problem ??= $"'{file}' includes others, which are not read here";
            if (string.IsNullOrEmpty(name) && new Fields(map).Text("name") is { } written) name = ComposeInterpolation.Expand(written, lookup);
            foreach (var entry in new Fields(map).Map("services")?.Entries ?? [])
            {
                if (entry.Value is not MapNode service) continue;
                if (service.Find("extends") is not null) problem ??= $"'{file}' has services that extend others, which is not followed here";
                services[entry.Key] = Merge(services.GetValueOrDefault(entry.Key), Read(entry.Key, new Fields(service), lookup));
            }
        }

        return new ComposeFileSet { ProjectName = string.IsNullOrEmpty(name) ? null : name, Services = services, Problem = problem };
    }

    private static ComposeServiceEntry Read(string name, Fields service, Func<string, string?> lookup)
    {
        var ports = new ComposePortReader(name, lookup);
        return new ComposeServiceEntry
        {
            Ports = service.Value("ports") is SequenceNode list ? [.. list.Items.SelectMany(ports.Read)] : [],
            DependsOn = [.. DependsOn(service)],
        };
    }

    private static IEnumerable<ServiceDependency> DependsOn(Fields service)
    {
        foreach (var name in service.Scalars("depends_on")) yield return new ServiceDependency { Service = name.Text, Condition = DependencyCondition.Started };
        foreach (var entry in service.Map("depends_on")?.Entries ?? [])
        {
            var condition = (entry.Value is MapNode map ? new Fields(map).Text("condition") : null) switch
            {
                "service_healthy" => DependencyCondition.Ready,
                "service_completed_successfully" => DependencyCondition.CompletedSuccessfully,
                _ => DependencyCondition.Started,
            };
            yield return new ServiceDependency { Service = entry.Key, Condition = condition };
        }
    }

    // Lists of later files are added, as Compose does.
    private static ComposeServiceEntry Merge(ComposeServiceEntry? earlier, ComposeServiceEntry later) => earlier is null ? later : later with
    {
        Ports = [.. earlier.Ports.Concat(later.Ports).DistinctBy(p => (p.Published, p.Target, p.Protocol, p.HostAddress))],
        DependsOn = [.. later.DependsOn.Concat(earlier.DependsOn).DistinctBy(d => d.Service)],
    };

    private async Task<Dictionary<string, string>> ReadSettingsAsync(string folder, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, ".env");
        diagnostics.Looked(file);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(file)) return values;
        var (entries, _) = await EnvironmentFile.ReadAsync(file, text => DotEnvFile.Parse(text), diagnostics, cancellationToken).ConfigureAwait(false);
        foreach (var entry in entries) values[entry.Key] = entry.Value;
        return values;
    }

    private static string Key(IReadOnlyList<string> files) => string.Join('\0', files);
}
