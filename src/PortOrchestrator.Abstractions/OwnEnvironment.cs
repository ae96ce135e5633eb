using System.Collections;

namespace PortOrchestrator;

/// <summary>The environment of this process.</summary>
internal static class OwnEnvironment
{
    /// <summary>How the system compares names of variables.</summary>
    public static StringComparer Comparer => OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>Reads it; the caller may change what it gets.</summary>
    public static Dictionary<string, string> Read()
    {
        var variables = new Dictionary<string, string>(Comparer);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables()) variables[(string)entry.Key] = (string?)entry.Value ?? "";
        return variables;
    }
}
