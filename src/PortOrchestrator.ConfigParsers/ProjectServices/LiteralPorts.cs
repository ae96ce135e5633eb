using System.Globalization;
using System.Text.RegularExpressions;

namespace PortOrchestrator.ConfigParsers.ProjectServices;

/// <summary>Finds port numbers that are written out in a command or in environment variables.</summary>
internal static partial class LiteralPorts
{
    public static IEnumerable<(int Port, PortProtocol Protocol)> In(string command)
    {
        // Each form has one of the two.
        if (!command.Contains("-p", StringComparison.Ordinal) && !command.Contains("PORT=", StringComparison.Ordinal)) yield break;
        foreach (Match match in InCommand().Matches(command))
        {
            if (Number(match.Groups["port"].Value) is not { } port) continue;
            yield return (port, match.Groups["udp"].Success ? PortProtocol.Udp : PortProtocol.Tcp);
        }
    }

    public static IEnumerable<(int Port, PortProtocol Protocol)> In(IReadOnlyDictionary<string, string> environment)
    {
        foreach (var (name, value) in environment)
        {
            if (name.EndsWith("PORT", StringComparison.Ordinal) && Number(value) is { } port) yield return (port, PortProtocol.Tcp);
        }
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 65535 ? number : null;

    // A variable that goes into a container (-e X_PORT=1) says nothing about the ports of this machine.
    [GeneratedRegex(
        @"(?<=^|\s)--port[= ]\s*(?<port>\d{1,5})(?=\s|$)" +
        @"|(?<=^|\s)(-p|--publish)[= ]?\s*((\d{1,3}(\.\d{1,3}){3}|\[[0-9a-fA-F:]+\]):)?(?<port>\d{1,5}):\d{1,5}(?<udp>/udp)?(?=\s|/|$)" +
        @"|(?<=^|[\s;&(])(?<!(-e|--env)[= ]\s*)[A-Z0-9_]*PORT=(?<port>\d{1,5})(?=[\s;&)]|$)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex InCommand();
}
