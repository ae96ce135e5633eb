namespace PortOrchestrator.Host.Commands;

/// <summary>Keeps what an unexpected exception tells, out of the user's sight: a file in the state folder.</summary>
internal static class DefectLog
{
    /// <summary>Appends the exception and returns the file; null when it cannot be written.</summary>
    public static string? Write(Exception exception, StatePaths paths)
    {
        try
        {
            StatePaths.CreatePrivateFolder(paths.Home);
            var path = Path.Combine(paths.Home, "portorch.log");
            File.AppendAllText(path, $"{TimeProvider.System.GetUtcNow():O} {exception}\n");
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PortOrchestratorException)
        {
            return null;
        }
    }
}
