using System.IO.Enumeration;
using PortOrchestrator.ConfigParsers.Detection.Facts;
using PortOrchestrator.ConfigParsers.Detection.Tables;

namespace PortOrchestrator.ConfigParsers.Detection;

/// <summary>
/// Walks a checkout once, level by level. Symbolic links are not followed, other checkouts below are not entered, and what cannot be read is
/// as if it were not there.
/// </summary>
internal sealed class CheckoutScan(string root, DetectionOptions options)
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };

    private readonly HashSet<string> _ignored = new(options.IgnoredFiles, StringComparer.Ordinal);

    public int EntriesSeen { get; private set; }

    public bool IsIncomplete { get; private set; }

    public IReadOnlyList<ScannedFolder> Run(CancellationToken cancellationToken)
    {
        var folders = new List<ScannedFolder>();
        var waiting = new Queue<(string Path, int Depth)>([("", 0)]);
        while (waiting.TryDequeue(out var next))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var folder = new ScannedFolder(next.Path);
            foreach (var entry in EntriesOf(next.Path))
            {
                if (++EntriesSeen > options.MaxFiles)
                {
                    IsIncomplete = true;
                    folders.Add(folder);
                    return folders;
                }

                folder.Names.Add(entry.Name);
                if (!entry.IsFolder) Take(folder, entry);
                else if (Enters(next.Path, entry.Name, next.Depth)) waiting.Enqueue((Join(next.Path, entry.Name), DepthOf(entry.Name, next.Depth)));
            }

            // What belongs to another checkout, such as a submodule, is that one's affair.
            if (next.Path.Length == 0 || !folder.Names.Contains(".git")) folders.Add(folder);
        }

        return folders;
    }

    public static string Join(string folder, string name) => folder.Length == 0 ? name : folder + "/" + name;

    private static int DepthOf(string name, int depth) => Folders.Auxiliary.Contains(name) ? depth : depth + 1;

    private bool Enters(string folder, string name, int depth)
    {
        if (Folders.Auxiliary.Contains(name)) return folder.Length == 0 || name == "Properties";
        return depth < options.MaxDepth && name[0] != '.' && !options.SkippedFolders.Contains(name) && !IsBelowAuxiliary(folder);
    }

    private static bool IsBelowAuxiliary(string folder) => Folders.Auxiliary.Contains(folder[(folder.LastIndexOf('/') + 1)..]);

    private void Take(ScannedFolder folder, ScannedEntry entry)
    {
        // A pipe or a device has no length, and reading one could wait for ever.
        if (RecognisedFiles.Find(folder.Path, entry.Name) is not { } kind || entry.Size is 0 or > FactReader.LongestFile) return;
        var path = Join(folder.Path, entry.Name);
        var full = Path.Join(root, path);
        if (!_ignored.Contains(full)) folder.Files.Add(new ScannedFile(path, full, entry.Size, entry.Modified, kind));
    }

    private List<ScannedEntry> EntriesOf(string folder)
    {
        try
        {
            var entries = new List<ScannedEntry>();
            var found = new FileSystemEnumerable<ScannedEntry>(Path.Join(root, folder), (ref FileSystemEntry e) => Describe(folder, ref e), Everything)
            {
                ShouldIncludePredicate = (ref FileSystemEntry e) => !IsLink(folder, ref e),
            };
            foreach (var entry in found)
            {
                entries.Add(entry);
                if (entries.Count > options.MaxFiles) break;
            }

            // The order of a folder's entries is the file system's whim.
            entries.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
            return entries;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // Only what might be read or entered is looked at closely: that costs a system call each.
    private static bool IsLink(string folder, ref FileSystemEntry entry) =>
        (entry.IsDirectory || RecognisedFiles.Find(folder, entry.FileName.ToString()) is not null) && (entry.Attributes & FileAttributes.ReparsePoint) != 0;

    private static ScannedEntry Describe(string folder, ref FileSystemEntry entry)
    {
        var name = entry.FileName.ToString();
        if (entry.IsDirectory) return new ScannedEntry(name, true, 0, 0);
        return RecognisedFiles.Find(folder, name) is null
            ? new ScannedEntry(name, false, 0, 0)
            : new ScannedEntry(name, false, entry.Length, entry.LastWriteTimeUtc.UtcTicks);
    }
}
