using System.Globalization;
using System.Reflection;

namespace PortOrchestrator.Client;

/// <summary>The version of this build, and the order of versions (semver.org, part 11; what follows a plus sign does not count).</summary>
internal static class ProgramVersion
{
    /// <summary>The version without the commit.</summary>
    public static string Current
    {
        get
        {
            var version = typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
            return WithoutBuild(version);
        }
    }

    /// <summary>Whether a version comes after another one; nothing is known of what is no version.</summary>
    public static bool IsNewer(string? version, string? than)
    {
        if (Parse(version) is not { } first || Parse(than) is not { } second) return false;
        var numbers = first.Numbers.CompareTo(second.Numbers);
        return numbers != 0 ? numbers > 0 : CompareLabels(first.Label, second.Label) > 0;
    }

    private static (Version Numbers, string Label)? Parse(string? text)
    {
        if (text is null) return null;
        var version = WithoutBuild(text);
        var dash = version.IndexOf('-', StringComparison.Ordinal);
        var label = dash < 0 ? "" : version[(dash + 1)..];
        return Version.TryParse(dash < 0 ? version : version[..dash], out var numbers) ? (numbers, label) : null;
    }

    // The release itself, without a label, comes after all that led to it.
    private static int CompareLabels(string first, string second)
    {
        if (first.Length == 0 || second.Length == 0) return second.Length.CompareTo(first.Length);
        var (left, right) = (first.Split('.'), second.Split('.'));
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            if (ComparePart(left[i], right[i]) is var order and not 0) return order;
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int ComparePart(string first, string second)
    {
        var isFirst = long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var left);
        var isSecond = long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var right);
        if (isFirst && isSecond) return left.CompareTo(right);
        return isFirst ? -1 : isSecond ? 1 : string.CompareOrdinal(first, second);
    }

    private static string WithoutBuild(string version) => version.Split('+')[0];
}
