using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PortOrchestrator.ConfigParsers.Detection.Facts;
using PortOrchestrator.ConfigParsers.Discovery;

namespace PortOrchestrator.ConfigParsers.Detection;

/// <summary>
/// Finds the services that a checkout seems to have, on every level, without running anything of it, and says for each where it was found.
/// What is found is never started by that. Thread-safe.
/// </summary>
public sealed class ProjectDetector
{
    private readonly DetectionOptions _options;
    private readonly ILogger _logger;

    /// <summary>Creates a detector.</summary>
    /// <param name="options">How far it looks; the defaults when null.</param>
    /// <param name="loggers">Makes the logger; nothing is logged when null.</param>
    public ProjectDetector(DetectionOptions? options = null, ILoggerFactory? loggers = null)
    {
        _options = options ?? new DetectionOptions();
        _logger = loggers?.CreateLogger<ProjectDetector>() ?? (ILogger)NullLogger.Instance;
    }

    /// <summary>Looks through a checkout once.</summary>
    /// <param name="root">Its root folder.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What was found; empty for a folder that does not exist or cannot be read.</returns>
    public Task<DetectionResult> DetectAsync(string root, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        return Task.Run(() => Detect(CanonicalPath.Of(root), cancellationToken), cancellationToken);
    }

    internal DetectionResult Detect(string root, CancellationToken cancellationToken)
    {
        var scan = new CheckoutScan(root, _options);
        var folders = scan.Run(cancellationToken);
        var cache = DetectionCache.Load(_options.CacheFile);
        var files = new List<(ScannedFile File, IReadOnlyList<Fact> Facts)>();
        var read = 0;
        foreach (var file in folders.SelectMany(f => f.Files))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var facts = cache.Find(file);
            if (facts is null)
            {
                read++;
                facts = FactReader.Read(file.FullPath, file.Kind);
            }

            if (facts is not null) files.Add((file, facts));
        }

        if (read > 0 && _options.CacheFile is { } path) DetectionCache.Save(path, files, _options.TimeProvider.GetUtcNow());
        var tree = new ProjectTree(root, folders, files.Select(f => new FileFacts(f.File.Path, f.Facts)));
        var (services, others) = FindingOrder.Sort(Sources.FindingSources.FindAll(tree));
        Log.Detected(_logger, root, services.Count, scan.EntriesSeen, read);
        return new DetectionResult
        {
            Root = root,
            Services = services,
            AlsoSeen = others,
            Unreadable = [.. files.Where(f => f.Facts is [{ Key: Fact.Mistake }]).Select(f => new UnreadableFile(f.File.Path, f.Facts[0].Line, f.Facts[0].Value))],
            IsIncomplete = scan.IsIncomplete,
            EntriesSeen = scan.EntriesSeen,
            FilesRead = read,
        };
    }
}
