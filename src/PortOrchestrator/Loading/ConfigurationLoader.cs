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
        IReadOnlyList<Diagnostic> diagnostics = [.. found, .. read.Diagnostics];
        if ((read.Definition ?? read.Draft) is not { } definition) return new LoadedConfiguration(read with { Diagnostics = diagnostics }, null);
        var graph = DependencyGraph.Build(WithoutDuplicates(definition));
        var ofGraph = await SnippetReader.AddAsync(graph.Diagnostics, cancellationToken).ConfigureAwait(false);
        diagnostics = [.. found, .. InOrder([.. read.Diagnostics, .. ofGraph])];
        var valid = diagnostics.All(d => d.Severity != DiagnosticSeverity.Error);
        return new LoadedConfiguration(read with { Definition = valid ? definition : null, Diagnostics = diagnostics }, valid ? graph.Graph : null);
    }

    // As somebody mends a file: from its first line to its last.
    private static IEnumerable<Diagnostic> InOrder(IReadOnlyList<Diagnostic> diagnostics)
    {
        var files = diagnostics.Select(d => d.Location?.File).Distinct().ToList();
        return diagnostics.OrderBy(d => files.IndexOf(d.Location?.File)).ThenBy(d => d.Location?.Line ?? 0).ThenBy(d => d.Location?.Column ?? 0);
    }

    // The reader has told of them already.
    private static ProjectDefinition WithoutDuplicates(ProjectDefinition definition) =>
        definition with { Services = [.. definition.Services.DistinctBy(s => s.Name, StringComparer.Ordinal)] };
}
