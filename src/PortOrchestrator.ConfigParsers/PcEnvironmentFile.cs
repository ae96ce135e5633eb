using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.Expansion;

namespace PortOrchestrator.ConfigParsers;

/// <summary>The file <c>.pc_env</c>, from which process-compose takes variables that set it up and that its caller does not have. Thread-safe.</summary>
public static class PcEnvironmentFile
{
    /// <summary>The file's name.</summary>
    public const string Name = ".pc_env";

    /// <summary>The value that the file of a folder gives a variable.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="variable">The variable's name.</param>
    /// <returns>The value; null when there is no such file, or it cannot be read, or does not have the variable.</returns>
    public static string? Find(string folder, string variable)
    {
        var path = Path.Join(folder, Name);
        try
        {
            if (!File.Exists(path) || new FileInfo(path).Length > DocumentLimits.EnvironmentFileBytes) return null;
            return DotEnvFile.Parse(File.ReadAllText(path)).Entries.LastOrDefault(e => e.Key == variable)?.Value;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whoever reads the configuration tells of a file that cannot be read.
            return null;
        }
    }
}
