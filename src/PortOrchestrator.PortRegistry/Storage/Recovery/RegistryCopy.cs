using Microsoft.Data.Sqlite;

namespace PortOrchestrator.PortRegistry.Storage.Recovery;

/// <summary>Reads the registry file without changing it or anything beside it.</summary>
internal static class RegistryCopy
{
    /// <summary>Copies the registry into memory; a missing or empty file makes an empty copy.</summary>
    /// <exception cref="SqliteException">The file is damaged, or cannot be read.</exception>
    /// <exception cref="RegistryException">A newer version made the file.</exception>
    public static RegistryConnection InMemory(RegistryFiles files)
    {
        if (Directory.Exists(files.Path)) throw new IOException("It is a folder.");
        var copy = RegistryConnection.Open(":memory:", SqliteOpenMode.Memory, LockWait.Slice);
        try
        {
            if (!files.IsMissingOrEmpty) Fill(copy, files);
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>Looks at the version before a connection that could write (a checkpoint when it closes) touches the file.</summary>
    /// <exception cref="RegistryException">A newer version made the file.</exception>
    public static void RefuseNewer(RegistryFiles files)
    {
        try
        {
            using var peek = Open(files);
            RefuseNewer(peek, files);
        }
        catch (SqliteException)
        {
            // Whoever opens the file to work with it meets the same, and deals with it.
        }
    }

    private static void Fill(RegistryConnection copy, RegistryFiles files)
    {
        try
        {
            using var file = Open(files);
            Fill(copy, file, files);
        }
        catch (SqliteException e) when (SqliteErrors.CannotOpen(e) && File.Exists(files.Log))
        {
            FillFromElsewhere(copy, files);
        }
    }

    private static void Fill(RegistryConnection copy, RegistryConnection file, RegistryFiles files)
    {
        RefuseNewer(file, files);
        DamageCheck.Demand(file, CheckDepth.Shape);
        file.CopyTo(copy);
    }

    /// <summary>In a folder where nothing can be made, a log without the shared memory that belongs to it can only be read somewhere else.</summary>
    private static void FillFromElsewhere(RegistryConnection copy, RegistryFiles files)
    {
        var folder = Directory.CreateTempSubdirectory("portorchestrator-");
        try
        {
            var there = new RegistryFiles(Path.Combine(folder.FullName, "registry.db"));
            File.Copy(files.Path, there.Path);
            File.Copy(files.Log, there.Log);
            using var file = RegistryConnection.Open(there.Path, SqliteOpenMode.ReadWrite, LockWait.Slice);
            Fill(copy, file, files);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void RefuseNewer(RegistryConnection connection, RegistryFiles files)
    {
        if (Schema.Read(connection) is var version && version > Schema.Version) throw RegistryFailure.TooNew(files.Path, version);
    }

    /// <summary>A read-only connection makes the two side files of a WAL database when they are missing, unless it may take the file as it lies.</summary>
    private static RegistryConnection Open(RegistryFiles files) => RegistryConnection.Open(
        File.Exists(files.Log) ? files.Path : new Uri(files.Path).AbsoluteUri + "?immutable=1", SqliteOpenMode.ReadOnly, LockWait.Slice);
}
