using PortOrchestrator.ConfigParsers.Expansion;

namespace PortOrchestrator.ConfigParsers.Watching;

/// <summary>What a <see cref="PathPattern"/> says of one name of a path, or of any number of names. Immutable.</summary>
internal sealed class PathSegment
{
    private readonly GlobPattern? _pattern;
    private readonly string? _literal;

    private PathSegment(GlobPattern? pattern, string? literal) => (_pattern, _literal) = (pattern, literal);

    public bool IsAnyDepth => _pattern is null && _literal is null;

    /// <summary>Reads a segment; null if it has a bracket or a backslash without its end.</summary>
    public static PathSegment? Parse(string text)
    {
        if (text == "**") return new PathSegment(null, null);
        if (text.AsSpan().IndexOfAny("*?[\\") < 0) return new PathSegment(null, text);
        return GlobPattern.Parse(text) is { } pattern ? new PathSegment(pattern, null) : null;
    }

    public bool IsMatch(string name) =>
        _literal is not null ? _literal == name : _pattern is not null && name.Length > 0 && _pattern.MatchLength(name, isPrefix: true, isLongest: true) == name.Length;
}
