using System.Globalization;

namespace PortOrchestrator.Supervision.Resources;

internal static class SystemUptime
{
    /// <summary>The time since the boot that processes' start times are counted from; null where the system does not tell.</summary>
    public static TimeSpan? Read()
    {
        const string File = "/proc/uptime";
        if (!System.IO.File.Exists(File)) return null;
        var word = System.IO.File.ReadAllText(File).Split(' ')[0];
        return double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;
    }
}
