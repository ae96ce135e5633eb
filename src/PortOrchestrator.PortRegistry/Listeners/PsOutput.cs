using System.Globalization;

namespace PortOrchestrator.PortRegistry.Listeners;

/// <summary>Reads what <c>ps -o pid=,args=</c> prints: a line per process, its id and its command line.</summary>
internal static class PsOutput
{
    public static IReadOnlyDictionary<int, string> Parse(string output)
    {
        var commands = new Dictionary<int, string>();
        foreach (var entry in output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var space = entry.IndexOf(' ');
            if (space > 0 && int.TryParse(entry.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
                commands[pid] = HolderName.Of(entry[(space + 1)..].TrimStart().Split(' '));
        }
        return commands;
    }
}
