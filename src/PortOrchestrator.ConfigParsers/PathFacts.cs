using PortOrchestrator.ConfigParsers.Discovery;

namespace PortOrchestrator.ConfigParsers;

/// <summary>What has to be known of a path before it is trusted. Thread-safe.</summary>
public static class PathFacts
{
    /// <summary>A path without symbolic links, in folders above it as well, in the case that it has on disk; a part that does not exist stays as it is written.</summary>
    /// <param name="path">The path; a relative one counts from the process's current directory.</param>
    public static string Canonical(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return CanonicalPath.Of(path);
    }

    /// <summary>Whether a path is a folder, or lies in it, by the words of the two paths alone.</summary>
    /// <param name="path">An absolute path as <see cref="Canonical"/> gives it.</param>
    /// <param name="folder">Such a path, too.</param>
    public static bool IsBelow(string path, string folder)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(folder);
        if (!path.StartsWith(folder, StringComparison.Ordinal)) return false;
        return path.Length == folder.Length || Path.EndsInDirectorySeparator(folder) || path[folder.Length] == Path.DirectorySeparatorChar;
    }

    /// <summary>Whether a file or folder belongs to the caller, to root or, under sudo, to the user who called it; null where the system does not tell.</summary>
    /// <param name="path">The path; symbolic links are followed.</param>
    public static bool? IsTrustedOwner(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new SystemFileFacts().IsTrustedOwner(path);
    }
}
