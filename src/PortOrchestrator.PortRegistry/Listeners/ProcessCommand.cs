using System.Globalization;

namespace PortOrchestrator.PortRegistry.Listeners;

/// <summary>Command lines from <c>/proc</c>.</summary>
internal static class ProcessCommand
{
    /// <summary>Reads a process's command line on one line, or its name when the line is not readable; null when it is gone.</summary>
    public static string? Read(int pid)
    {
        try
        {
            var line = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/cmdline"));
            var arguments = line.Split('\0', StringSplitOptions.RemoveEmptyEntries);
            return arguments.Length > 0 ? HolderName.Of(arguments) : ProcessStat.Read(pid)?.Name;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
