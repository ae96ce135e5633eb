using System.Globalization;

namespace PortOrchestrator;

/// <summary>The names that the ports of a block have when it is asked for as a number of ports.</summary>
public static class PortBlockNames
{
    /// <summary>Names one port of a block.</summary>
    /// <param name="prefix">What the names begin with; nothing when null.</param>
    /// <param name="index">Its place, from 0.</param>
    /// <returns><c>0</c>, <c>1</c> and so on; with a prefix <c>prefix-0</c>, <c>prefix-1</c> and so on.</returns>
    public static string Of(string? prefix, int index)
    {
        var number = index.ToString(CultureInfo.InvariantCulture);
        return prefix is null ? number : prefix + "-" + number;
    }
}
