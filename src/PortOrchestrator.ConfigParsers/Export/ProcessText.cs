using System.Text.RegularExpressions;
using PortOrchestrator.ConfigParsers.Expansion;

namespace PortOrchestrator.ConfigParsers.Export;

/// <summary>Writes texts so that process-compose, and our reader of its files, give them back.</summary>
internal static partial class ProcessText
{
    /// <summary>A text that is expanded and rendered when it is read; <c>{{ports.NAME}}</c> keeps its meaning.</summary>
    public static string Rendered(string text) => EnvironmentExpansion.Escape(Template().Replace(text, "{{\"{{\"}}"));

    /// <summary>A text that is expanded, but not rendered.</summary>
    public static string Expanded(string text) => EnvironmentExpansion.Escape(text);

    /// <summary>The text that a value of a definition stands for, when it names no variables.</summary>
    public static string? Literal(string value)
    {
        var rest = value.Replace("$$", "", StringComparison.Ordinal);
        return rest.Contains('$') ? null : value.Replace("$$", "$", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\{\{(?!\s*\.?ports\.)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Template();
}
