namespace PortOrchestrator.Benchmarks;

/// <summary>
/// Folders that are deleted when everything is measured: for some seconds after many files were deleted, ext4 takes several times as long to create one.
/// </summary>
internal sealed class Leftovers
{
    private readonly List<DirectoryInfo> _folders = [];

    public void Add(DirectoryInfo folder) => _folders.Add(folder);

    public async Task DeleteAsync()
    {
        foreach (var folder in _folders)
        {
            // A supervisor still renews the registry's backup while it ends.
            for (var attempt = 1; !TryDelete(folder); attempt++)
            {
                if (attempt == 100) throw new IOException($"'{folder.FullName}' is still in use.");
                await Task.Delay(50);
            }
        }
    }

    private static bool TryDelete(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
            return true;
        }
        catch (IOException)
        {
            folder.Refresh();
            return !folder.Exists;
        }
    }
}
