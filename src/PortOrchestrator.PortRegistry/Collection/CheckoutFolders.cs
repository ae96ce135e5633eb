namespace PortOrchestrator.PortRegistry.Collection;

/// <summary>Tells which checkout a folder is in: a checkout may lie inside another one. Immutable, but for what it looks up when it is first asked.</summary>
/// <param name="roots">The root folders of the checkouts.</param>
internal sealed class CheckoutFolders(IEnumerable<string> roots)
{
    private readonly Lazy<Dictionary<string, string>> _real = new(() =>
        roots.Distinct(StringComparer.Ordinal).Where(Path.IsPathFullyQualified).ToDictionary(r => r, RealPath.Of, StringComparer.Ordinal));

    /// <summary>Whether a folder lies in a checkout, and not in another one inside of it.</summary>
    /// <param name="folder">The folder, symbolic links resolved.</param>
    /// <param name="root">One of the root folders.</param>
    public bool Lies(string folder, string root) =>
        _real.Value.TryGetValue(root, out var real) && IsBelow(folder, real)
        && !_real.Value.Values.Any(other => other.Length > real.Length && IsBelow(folder, other));

    // Everything lies below the root of the file system, so it says nothing.
    private static bool IsBelow(string folder, string root) =>
        root != Path.GetPathRoot(root) && folder.StartsWith(root, StringComparison.Ordinal)
        && (folder.Length == root.Length || folder[root.Length] == Path.DirectorySeparatorChar);
}
