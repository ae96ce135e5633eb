namespace PortOrchestrator.Supervision.Watching;

/// <summary>What tools write by themselves beside the sources of a project, and what would otherwise restart a service again and again.</summary>
internal static class DefaultExcludes
{
    private static readonly HashSet<string> Folders = new(StringComparer.Ordinal)
    {
        ".git", ".hg", ".svn", ".jj", ".idea", ".vscode", ".vs",
        "node_modules", "bower_components", ".pnpm-store", ".next", ".nuxt", ".svelte-kit", ".turbo", ".parcel-cache", ".nyc_output",
        "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".tox", ".nox", ".venv", "venv",
        ".gradle", ".terraform", ".cache", "bin", "obj", "build", "dist", "out", "target", "coverage", "logs", "tmp",
    };

    // 4913 is what vim tries whether it may write into a folder.
    private static readonly HashSet<string> Files = new(StringComparer.Ordinal) { "4913", ".DS_Store", "Thumbs.db" };

    private static readonly string[] Endings = ["~", ".swp", ".swo", ".swx", ".tmp", ".log", ".pid", ".pyc", "___jb_tmp___", "___jb_old___"];

    public static bool HasFolder(ReadOnlySpan<char> name) => Folders.Contains(name.ToString());

    public static bool HasFile(string name)
    {
        // '.#a' is the lock and '#a#' the copy of a file that Emacs edits.
        if (Files.Contains(name) || name.StartsWith(".#", StringComparison.Ordinal) || (name is ['#', _, ..] && name[^1] == '#')) return true;
        foreach (var ending in Endings)
        {
            if (name.EndsWith(ending, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
