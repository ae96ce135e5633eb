using PortOrchestrator.ConfigParsers;
using PortOrchestrator.ServiceGraph;

namespace PortOrchestrator.Loading;

/// <summary>Reads a configuration and validates what spans services.</summary>
/// <param name="reader">Reads the files.</param>
/// <param name="options">How.</param>
/// <param name="machineFile">Where the machine's own services are; null when these are them.</param>
internal sealed class ConfigurationLoader(ConfigurationReader reader, ReadingOptions options, string? machineFile = null)
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
        ProjectDefinition? machine = null;
        if (machineFile is not null && MachineServicesImport.IsNeeded(definition) && File.Exists(machineFile))
        {
            var own = await reader.ReadAsync(
                Path.GetDirectoryName(machineFile)!, [machineFile], options with { Folder = null, Scales = [], DefaultScope = ServiceScope.Machine }, cancellationToken).ConfigureAwait(false);
            machine = own.Definition;
            var import = MachineServicesImport.Into(definition, machine);
            definition = import.Definition;
            read = read with { Diagnostics = [.. read.Diagnostics, .. own.Diagnostics, .. import.Diagnostics], Files = [.. read.Files, .. own.Files] };
        }

        var graph = DependencyGraph.Build(WithoutDuplicates(definition));
        var ofGraph = await SnippetReader.AddAsync(graph.Diagnostics, cancellationToken).ConfigureAwait(false);
        diagnostics = [.. found, .. InOrder([.. read.Diagnostics, .. ofGraph])];
        var valid = diagnostics.All(d => d.Severity != DiagnosticSeverity.Error);
        return new LoadedConfiguration(read with { Definition = valid ? definition : null, Diagnostics = diagnostics }, valid ? graph.Graph : null) { Machine = machine };
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
