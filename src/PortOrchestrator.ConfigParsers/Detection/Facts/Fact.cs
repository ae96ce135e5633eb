namespace PortOrchestrator.ConfigParsers.Detection.Facts;

/// <summary>One thing that a file says.</summary>
/// <param name="Key">The key, <c>/</c> between its parts; items of a list that are maps have a part such as <c>#0</c>.</param>
/// <param name="Value">The value as text; empty for a map.</param>
/// <param name="Line">The line, counted from 1.</param>
internal readonly record struct Fact(string Key, string Value, int Line)
{
    /// <summary>The key of the only fact of a file that cannot be understood: what is wrong with it.</summary>
    public const string Mistake = "/";
}
