using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PortOrchestrator.ConfigParsers.Discovery;
using PortOrchestrator.ConfigParsers.Settings;

namespace PortOrchestrator.ConfigParsers;

/// <summary>
/// Finds the project and checkout of a folder, and its configuration files. Runs nothing of the project and needs no git program.
/// Thread-safe.
/// </summary>
public sealed class ProjectLocator
{
    private readonly IFileFacts _facts;
    private readonly ILogger _logger;

    /// <summary>Creates a locator.</summary>
    /// <param name="loggers">Makes the logger; nothing is logged when null.</param>
    public ProjectLocator(ILoggerFactory? loggers = null)
        : this(new SystemFileFacts(), loggers)
    {
    }

    internal ProjectLocator(IFileFacts facts, ILoggerFactory? loggers = null)
    {
        _facts = facts;
        _logger = loggers?.CreateLogger<ProjectLocator>() ?? (ILogger)NullLogger.Instance;
    }

    /// <summary>Finds the project that a folder belongs to.</summary>
    /// <param name="directory">An existing folder.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The project; an error among its findings stands against using it.</returns>
    /// <exception cref="PortOrchestratorException">The folder does not exist.</exception>
    public Task<ProjectLocation> LocateAsync(string directory, CancellationToken cancellationToken = default) =>
        LocateAsync(directory, [], cancellationToken);

    /// <summary>Finds the project that a folder belongs to. Where it has no configuration of its own, the user's patterns may name one.</summary>
    /// <param name="directory">An existing folder.</param>
    /// <param name="patterns">The patterns of the user's settings, the first that matches counting; the nearest folder upward goes first.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The project; an error among its findings stands against using it.</returns>
    /// <exception cref="PortOrchestratorException">The folder does not exist.</exception>
    public Task<ProjectLocation> LocateAsync(string directory, IReadOnlyList<ProjectPattern> patterns, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(patterns);
        return Task.Run(() => Locate(directory, patterns), cancellationToken);
    }

    private ProjectLocation Locate(string directory, IReadOnlyList<ProjectPattern> patterns)
    {
        var start = CanonicalPath.Of(directory);
        if (Directory.Exists(start))
        {
            var location = new ProjectSearch(_facts, start, patterns).Run();
            Log.Located(_logger, start, location.Identity.Root, location.Identity.Checkout, location.Files.Count > 0 ? location.Files[0] : "none");
            return location;
        }

        throw new PortOrchestratorException(ErrorCode.InvalidArgument, $"The folder {start} does not exist; name an existing folder.");
    }
}
