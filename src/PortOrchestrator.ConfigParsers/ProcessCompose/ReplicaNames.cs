using System.Globalization;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>The names of a process's copies.</summary>
internal static class ReplicaNames
{
    /// <summary>The name itself for one; else numbered, with as many digits as the count has: 10 copies are <c>-00</c> to <c>-09</c>.</summary>
    public static IReadOnlyList<string> Of(string name, int count)
    {
        if (count <= 1) return [name];
        var digits = count.ToString(CultureInfo.InvariantCulture).Length;
        return [.. Enumerable.Range(0, count).Select(i => name + "-" + i.ToString("D" + digits, CultureInfo.InvariantCulture))];
    }
}
