namespace PortOrchestrator.Hooks.Files;

/// <summary>The receipts of all files, in the state folder.</summary>
internal sealed class HookReceipts(StatePaths paths)
{
    public HookReceipt? Find(string file)
    {
        try
        {
            return File.Exists(PathOf(file)) ? HookReceipt.FromJson(File.ReadAllBytes(PathOf(file))) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without a receipt the hooks are found by what they run.
            return null;
        }
    }

    public void Keep(string file, HookReceipt receipt)
    {
        var path = PathOf(file);
        StatePaths.CreatePrivateFolder(Path.GetDirectoryName(path)!);
        try
        {
            File.WriteAllBytes(path, receipt.ToJson());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PortOrchestratorException(ErrorCode.StateUnavailable, $"The file '{path}' cannot be written: {e.Message} Make it writable.", e);
        }
    }

    public void Forget(string file)
    {
        try
        {
            File.Delete(PathOf(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is about a content that the file no longer has, and so about nothing.
        }
    }

    private string PathOf(string file) => Path.Combine(paths.Home, "hooks", StableHash.Digits(Path.GetFullPath(file)) + ".json");
}
