namespace PortOrchestrator.PortRegistry.Storage.Recovery;

/// <summary>Lets one process at a time create, rebuild or back up the file. The lock ends with the process.</summary>
internal static class RegistryLock
{
    /// <summary>Takes the lock; null when another holds it.</summary>
    public static FileStream? TryTake(RegistryFiles files)
    {
        try
        {
            return PrivateFile.Open(files.Lock);
        }
        catch (IOException) when (File.Exists(files.Lock))
        {
            return null;
        }
    }

    /// <summary>Waits for the lock.</summary>
    /// <exception cref="RegistryException">It was not had in time.</exception>
    public static async Task<FileStream> TakeAsync(RegistryFiles files, LockWait wait, CancellationToken cancellationToken)
    {
        FileStream? taken = null;
        await wait.RunAsync(
            () =>
            {
                taken = TryTake(files);
                return taken is not null;
            },
            cancellationToken).ConfigureAwait(false);
        return taken!;
    }
}
