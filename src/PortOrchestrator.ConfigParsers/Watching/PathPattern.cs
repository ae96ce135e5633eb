using System.Diagnostics.CodeAnalysis;

namespace PortOrchestrator.ConfigParsers.Watching;

/// <summary>
/// A pattern for paths below a folder: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[^a]</c> and <c>\</c> inside one name, <c>{a,b}</c> for either of
/// several texts, and <c>**</c> as a whole name for any number of folders, also none. Without a <c>/</c> it means the name alone, wherever the
/// file is. What a pattern means is what it means in process-compose, whose patterns are those of the doublestar library. Immutable and thread-safe.
/// </summary>
public sealed class PathPattern
{
    private const int LongestText = 4096;

    private readonly IReadOnlyList<PathSegment[]> _alternatives;
    private readonly bool _isName;

    private PathPattern(IReadOnlyList<PathSegment[]> alternatives, bool isName) => (_alternatives, _isName) = (alternatives, isName);

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The pattern. One <c>/</c> or <c>./</c> at its beginning ties it to the folder, one at its end is of no account.</param>
    /// <param name="pattern">The pattern, when it could be read.</param>
    /// <param name="problem">Why it could not be read, for a sentence that begins with the pattern.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out PathPattern? pattern, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        pattern = null;
        problem = text.Length > LongestText ? $"is longer than {LongestText} characters" : null;
        if (problem is not null) return false;
        if (!BraceExpansion.TryExpand(text.TrimEnd('/'), out var texts, out problem)) return false;
        var alternatives = new List<PathSegment[]>(texts.Count);
        foreach (var one in texts)
        {
            var relative = one.StartsWith("./", StringComparison.Ordinal) ? one[2..] : one.TrimStart('/');
            if (!TrySplit(relative, out var segments, out problem)) return false;
            alternatives.Add(segments);
        }

        var isName = !text.TrimEnd('/').Contains('/', StringComparison.Ordinal) && alternatives.TrueForAll(a => a is [{ IsAnyDepth: false }]);
        pattern = new PathPattern(alternatives, isName);
        return true;
    }

    /// <summary>Whether a file or folder is meant.</summary>
    /// <param name="path">Its path below the folder that the pattern counts from, with <c>/</c> between the names.</param>
    public bool IsMatch(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var names = _isName ? [path[(path.LastIndexOf('/') + 1)..]] : path.Split('/');
        foreach (var alternative in _alternatives)
        {
            if (IsMatch(alternative, names)) return true;
        }

        return false;
    }

    // As far as a '**' is concerned only the last one met ever needs another try, so no pattern takes more than names times segments.
    private static bool IsMatch(PathSegment[] segments, string[] names)
    {
        var (segment, name, lastDepth, retry) = (0, 0, -1, 0);
        while (name < names.Length)
        {
            if (segment < segments.Length && segments[segment].IsAnyDepth)
            {
                lastDepth = segment++;
                retry = name;
            }
            else if (segment < segments.Length && segments[segment].IsMatch(names[name]))
            {
                segment++;
                name++;
            }
            else if (lastDepth >= 0)
            {
                segment = lastDepth + 1;
                name = ++retry;
            }
            else
            {
                return false;
            }
        }

        while (segment < segments.Length && segments[segment].IsAnyDepth) segment++;
        return segment == segments.Length;
    }

    private static bool TrySplit(string text, out PathSegment[] segments, [NotNullWhen(false)] out string? problem)
    {
        var names = text.Split('/');
        segments = new PathSegment[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            problem = names[i] switch
            {
                "" => "has an empty name",
                "." or ".." => $"has a name '{names[i]}', which no path below the folder has",
                _ => null,
            };
            if (problem is not null) return false;
            if (PathSegment.Parse(names[i]) is not { } segment)
            {
                problem = "has a '[' without a ']' or ends with a '\\'";
                return false;
            }

            segments[i] = segment;
        }

        problem = null;
        return true;
    }
}
