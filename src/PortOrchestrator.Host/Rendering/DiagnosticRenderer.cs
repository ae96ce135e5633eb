using System.Globalization;
using System.Text;

namespace PortOrchestrator.Host.Rendering;

/// <summary>Writes findings with the source line and a caret below the place.</summary>
internal static class DiagnosticRenderer
{
    private const int TabWidth = 4;

    public static void Write(TextWriter writer, Diagnostic diagnostic, Style style)
    {
        var word = Words.Of(diagnostic.Severity);
        var painted = diagnostic.Severity switch
        {
            DiagnosticSeverity.Error => style.Bad(word),
            DiagnosticSeverity.Warning => style.Busy(word),
            _ => style.Dim(word),
        };
        var place = diagnostic.Location is { } location ? style.Strong(location.ToString()) + ": " : "";
        writer.Write($"{place}{painted} {diagnostic.Code}: {diagnostic.Message}\n");
        WriteSnippet(writer, diagnostic, style);
        if (diagnostic.Hint is { } hint) writer.Write($"    {style.Dim("hint:")} {hint}\n");
    }

    public static void Write(TextWriter writer, IEnumerable<Diagnostic> diagnostics, Style style)
    {
        foreach (var diagnostic in diagnostics) Write(writer, diagnostic, style);
    }

    private static void WriteSnippet(TextWriter writer, Diagnostic diagnostic, Style style)
    {
        if (diagnostic is not { Snippet: { } snippet, Location: { Line: > 0 } location } || string.IsNullOrWhiteSpace(snippet)) return;
        var number = location.Line.ToString(CultureInfo.InvariantCulture).PadLeft(5);
        var (line, caret) = Expand(snippet.TrimEnd(), location.Column);
        writer.Write($"{style.Dim(number + " |")} {line}\n");
        if (caret >= 0) writer.Write($"{style.Dim(new string(' ', number.Length) + " |")} {new string(' ', caret)}{style.Bad("^")}\n");
    }

    // Tabs become spaces up to the next stop, and the caret's place counts terminal columns: a column of the file counts UTF-16 code units.
    private static (string Line, int Caret) Expand(string snippet, int column)
    {
        var line = new StringBuilder();
        var width = 0;
        var unit = 1;
        var caret = -1;
        foreach (var rune in snippet.EnumerateRunes())
        {
            if (caret < 0 && column > 0 && unit + rune.Utf16SequenceLength > column) caret = width;
            var spaces = rune.Value == '\t' ? TabWidth - width % TabWidth : 0;
            if (spaces > 0) line.Append(' ', spaces);
            else if (!Rune.IsControl(rune)) line.Append(rune);
            width += spaces > 0 ? spaces : DisplayWidth.Of(rune);
            unit += rune.Utf16SequenceLength;
        }

        return (line.ToString(), caret < 0 && column > 0 ? width : caret);
    }
}
