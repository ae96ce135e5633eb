namespace PortOrchestrator.Configuration;

/// <summary>A range of port numbers, both ends included. Immutable.</summary>
/// <param name="First">The lowest port, 1 to 65535.</param>
/// <param name="Last">The highest port, not below <paramref name="First"/>.</param>
public sealed record PortRange(int First, int Last)
{
    /// <summary>How many ports the range has.</summary>
    public int Count => Last - First + 1;

    /// <summary>Whether <paramref name="port"/> is in the range.</summary>
    /// <param name="port">A port number.</param>
    public bool Contains(int port) => port >= First && port <= Last;

    /// <summary>Formats the range as <c>20000-28999</c>.</summary>
    public override string ToString() => $"{First}-{Last}";

    /// <summary>Reads a range written as <c>A-B</c> (or a single port).</summary>
    /// <param name="text">The text.</param>
    /// <param name="range">The range, when the text is one.</param>
    /// <returns>Whether the text is a range of ports from 1 to 65535 in ascending order.</returns>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PortRange? range)
    {
        range = null;
        var parts = (text ?? "").Split('-', 2, StringSplitOptions.TrimEntries);
        if (!ushort.TryParse(parts[0], out var first) || !ushort.TryParse(parts[^1], out var last) || first == 0 || last < first) return false;
        range = new PortRange(first, last);
        return true;
    }
}
