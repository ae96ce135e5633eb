using System.Globalization;

namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>Reads what netsh of Windows prints about ports. Its words are in the user's language, so only numbers and the mark count.</summary>
internal static class NetshOutput
{
    /// <summary>Reads <c>netsh int ipv4 show excludedportrange</c>: rows of a first and a last port, with an asterisk when administered.</summary>
    public static IReadOnlyList<ExcludedRange> ParseExclusions(string output)
    {
        var ranges = new List<ExcludedRange>();
        foreach (var line in output.Split('\n'))
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words is not ([_, _] or [_, _, "*"]) || !TryPort(words[0], out var first) || !TryPort(words[1], out var last) || first > last) continue;
            ranges.Add(new ExcludedRange(new PortRange(first, last), words.Length == 3));
        }
        return ranges;
    }

    /// <summary>Reads <c>netsh int ipv4 show dynamicport</c>: a line that ends in the first port, then one that ends in how many there are.</summary>
    public static PortRange? ParseDynamicRange(string output)
    {
        var numbers = output.Split('\n').Select(NumberAtTheEnd).OfType<int>().ToArray();
        return numbers is [var first, var count] && first + count - 1 <= 65535 ? new PortRange(first, first + count - 1) : null;
    }

    private static int? NumberAtTheEnd(string line)
    {
        var text = line.TrimEnd();
        var start = text.Length;
        while (start > 0 && char.IsAsciiDigit(text[start - 1])) start--;
        // "IPv4" is a word.
        return (start == 0 || !char.IsLetter(text[start - 1])) && TryPort(text[start..], out var number) ? number : null;
    }

    private static bool TryPort(string word, out int port) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= 65535;
}
