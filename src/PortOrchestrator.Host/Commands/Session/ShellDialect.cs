using PortOrchestrator.Sessions;

namespace PortOrchestrator.Host.Commands.Session;

/// <summary>Writes assignments that the shell runs which has called.</summary>
internal static class ShellDialect
{
    public static string Start(IReadOnlyList<KeyValuePair<string, string>> variables) =>
        PortExportWriter.Write(variables, IsPowerShell() ? PortExportFormat.PowerShell : PortExportFormat.Bash).Text;

    private static bool IsPowerShell() => OperatingSystem.IsWindows() || SessionOwnerFinder.NearestShell() == "pwsh";
}
