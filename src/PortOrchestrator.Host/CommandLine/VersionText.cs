using System.Reflection;

namespace PortOrchestrator.Host.CommandLine;

/// <summary>The program's version as built, without the commit.</summary>
internal static class VersionText
{
    public static string Current
    {
        get
        {
            var version = typeof(VersionText).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
            var commit = version.IndexOf('+', StringComparison.Ordinal);
            return commit < 0 ? version : version[..commit];
        }
    }
}
