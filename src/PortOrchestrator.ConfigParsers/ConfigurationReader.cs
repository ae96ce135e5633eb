using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers;

/// <summary>Reads configuration files of every supported format. Thread-safe.</summary>
public sealed class ConfigurationReader
{
    private readonly ILogger _logger;

    /// <summary>Creates a reader.</summary>
    /// <param name="loggers">Makes the logger; nothing is logged when null.</param>
    public ConfigurationReader(ILoggerFactory? loggers = null) =>
        _logger = loggers?.CreateLogger<ConfigurationReader>() ?? (ILogger)NullLogger.Instance;

    /// <summary>Numbers of copies that stand over those of the files.</summary>
    /// <value>The default value is empty: there are as many copies as the files say.</value>
    public IReadOnlyList<ReplicaScale> Scales { get; init; } = [];

    /// <summary>Reads files and merges them, later ones winning: services by name, maps key by key; lists are replaced.</summary>
    /// <param name="root">The project's root folder.</param>
    /// <param name="files">The files, in order; a relative path counts from the process's current directory.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The definition, or every finding of all files. A missing or unreadable file is a finding, too.</returns>
    public async Task<ConfigurationResult> ReadAsync(string root, IReadOnlyList<string> files, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        ArgumentNullException.ThrowIfNull(files);
        if (files.Count == 0) return new ConfigurationResult { NotFound = true };

        var diagnostics = new DiagnosticBag();
        var maps = new List<MapNode>();
        foreach (var file in files)
        {
            var node = await DocumentReader.ReadAsync(file, diagnostics, cancellationToken).ConfigureAwait(false);
            if (node is not null && FormatGate.Accept(node, diagnostics) is { } map) maps.Add(map);
        }

        var parser = new ProjectServicesParser(diagnostics, Scales);
        var definition = maps.Count == 0 ? null : await parser.ParseAsync(Path.GetFullPath(root), maps, cancellationToken).ConfigureAwait(false);
        Log.Read(_logger, files.Count, definition?.Services.Count ?? 0, diagnostics.HasErrors);
        return new ConfigurationResult
        {
            Definition = diagnostics.HasErrors ? null : definition,
            Draft = parser.IsComplete && maps.Count == files.Count ? definition : null,
            Diagnostics = diagnostics.InOrderOf(files),
        };
    }
}
