using PortOrchestrator.ConfigParsers.Watching;

namespace PortOrchestrator.ConfigParsers.Settings;

/// <summary>
/// A pattern of the user's own: folders without a configuration that it matches are run with a services file of the user's. Since the user wrote
/// it, what it names is trusted. Immutable.
/// </summary>
public sealed record ProjectPattern
{
    /// <summary>The pattern that the folder's absolute path must match.</summary>
    /// <value>The default value is <see langword="null"/>: any path.</value>
    public PathPattern? Path { get; init; }

    /// <summary>The name of a file or folder that the folder must have; <c>/</c> may stand between names.</summary>
    /// <value>The default value is <see langword="null"/>: none.</value>
    public string? Marker { get; init; }

    /// <summary>The absolute path of the services file.</summary>
    public required string ServicesFile { get; init; }

    /// <summary>Whether a folder is meant.</summary>
    /// <param name="folder">Its absolute path, symbolic links resolved.</param>
    public bool IsMatch(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var path = folder[(System.IO.Path.GetPathRoot(folder) ?? "").Length..].Replace('\\', '/');
        if (Path is null && Marker is null) return false;
        return Path?.IsMatch(path) != false && (Marker is null || System.IO.Path.Exists(System.IO.Path.Join(folder, Marker)));
    }
}
