using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.ProcessCompose;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers;

/// <summary>Reads configuration files of every supported format. Thread-safe.</summary>
public sealed class ConfigurationReader
{
    private static readonly Dictionary<string, string> NoCommands = [];

    private readonly ILogger _logger;

    /// <summary>Creates a reader.</summary>
    /// <param name="loggers">Makes the logger; nothing is logged when null.</param>
    public ConfigurationReader(ILoggerFactory? loggers = null) =>
        _logger = loggers?.CreateLogger<ConfigurationReader>() ?? (ILogger)NullLogger.Instance;

    /// <summary>Reads files and merges them, later ones winning: services by name, maps key by key; lists are replaced.</summary>
    /// <param name="root">The project's root folder.</param>
    /// <param name="files">The files, in order; a relative path counts from the process's current directory.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The definition, or every finding of all files. A missing or unreadable file is a finding, too.</returns>
    public Task<ConfigurationResult> ReadAsync(string root, IReadOnlyList<string> files, CancellationToken cancellationToken = default) =>
        ReadAsync(root, files, new ReadingOptions(), cancellationToken);

    /// <summary>Reads files and merges them by the rules of their format. Files of different formats are not merged.</summary>
    /// <param name="root">The project's root folder.</param>
    /// <param name="files">The files, in order; a relative path counts from the process's current directory.</param>
    /// <param name="options">What they are read with beyond the files.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The definition, or every finding of all files. A missing or unreadable file is a finding, too.</returns>
    public async Task<ConfigurationResult> ReadAsync(
        string root, IReadOnlyList<string> files, ReadingOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(options);
        if (files.Count == 0) return new ConfigurationResult { NotFound = true };

        var diagnostics = new DiagnosticBag();
        var accepted = new List<AcceptedFile>();
        foreach (var file in files)
        {
            diagnostics.Looked(file);
            var node = await DocumentReader.ReadAsync(file, diagnostics, cancellationToken, folder: options.ServicesFolder).ConfigureAwait(false);
            if (node is not null && FormatGate.Accept(node, diagnostics) is { } one) accepted.Add(one);
        }

        var read = await ParseAsync(Path.GetFullPath(root), FormatGate.OfOneFormat(accepted, diagnostics), options, diagnostics, cancellationToken)
            .ConfigureAwait(false);
        Log.Read(_logger, files.Count, read.Definition?.Services.Count ?? 0, diagnostics.HasErrors);
        return new ConfigurationResult
        {
            Definition = diagnostics.HasErrors ? null : read.Definition,
            Draft = read.IsComplete && accepted.Count == files.Count ? read.Definition : null,
            Diagnostics = diagnostics.InOrderOf(files),
            Files = diagnostics.Files,
            FileHashes = diagnostics.FileHashes,
            VariableCommands = read.VariableCommands,
            HasPendingCommands = read.HasPendingCommands,
        };
    }

    private static async Task<(ProjectDefinition? Definition, bool IsComplete, bool HasPendingCommands, IReadOnlyDictionary<string, string> VariableCommands)> ParseAsync(
        string root, IReadOnlyList<AcceptedFile> files, ReadingOptions options, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (files.Count == 0) return (null, false, false, NoCommands);
        var maps = files.Select(f => f.Map).ToList();
        if (files[0].Format == FileFormat.ProcessCompose)
        {
            var compose = new ProcessComposeReader(diagnostics, options);
            var project = await compose.ReadAsync(root, maps, cancellationToken).ConfigureAwait(false);
            return (project, compose.IsComplete, compose.HasPendingCommands, compose.VariableCommands);
        }

        var parser = new ProjectServicesParser(diagnostics, options.Scales, options.DefaultScope, options.Environment);
        var definition = await parser.ParseAsync(root, maps, cancellationToken).ConfigureAwait(false);
        return (definition, parser.IsComplete, false, NoCommands);
    }
}
