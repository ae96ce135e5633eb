using PortOrchestrator.ConfigParsers;
using PortOrchestrator.ServiceGraph;

namespace PortOrchestrator.Loading;

/// <summary>Reads a configuration and validates what spans services.</summary>
internal sealed class ConfigurationLoader(ConfigurationReader reader, ReadingOptions options)
{
    public async Task<LoadedConfiguration> LoadAsync(
        ProjectIdentity project, IReadOnlyList<string> files, IReadOnlyList<Diagnostic> found, CancellationToken cancellationToken)
    {
        if (files.Count == 0)
        {
            var errors = found.Any(d => d.Severity == DiagnosticSeverity.Error);
            return new LoadedConfiguration(new ConfigurationResult { NotFound = !errors, Diagnostics = found }, null);
        }

        var read = await reader.ReadAsync(project.Root, files, options, cancellationToken).ConfigureAwait(false);
        var diagnostics = new List<Diagnostic>([.. found, .. read.Diagnostics]);
        if ((read.Definition ?? read.Draft) is not { } definition) return new LoadedConfiguration(read with { Diagnostics = diagnostics }, null);
        var graph = DependencyGraph.Build(WithoutDuplicates(definition));
        diagnostics.AddRange(await SnippetReader.AddAsync(graph.Diagnostics, cancellationToken).ConfigureAwait(false));
        var valid = diagnostics.All(d => d.Severity != DiagnosticSeverity.Error);
        return new LoadedConfiguration(read with { Definition = valid ? definition : null, Diagnostics = diagnostics }, valid ? graph.Graph : null);
    }

    // The reader has told of them already.
    private static ProjectDefinition WithoutDuplicates(ProjectDefinition definition) =>
        definition with { Services = [.. definition.Services.DistinctBy(s => s.Name, StringComparer.Ordinal)] };
}
