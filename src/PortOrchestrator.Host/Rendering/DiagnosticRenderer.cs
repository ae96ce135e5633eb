using System.Globalization;
using System.Text;

namespace PortOrchestrator.Host.Rendering;

/// <summary>Writes findings with the source line and a caret below the place.</summary>
internal static class DiagnosticRenderer
{
    private const int TabWidth = 4;
    private const int Gutter = 8;
    private const int LeastRoom = 20;
    private const char Ellipsis = '…';

    /// <param name="writer">Where to.</param>
    /// <param name="diagnostic">The finding.</param>
    /// <param name="style">How.</param>
    /// <param name="width">The columns that a source line may take; longer ones are cut around the place.</param>
    public static void Write(TextWriter writer, Diagnostic diagnostic, Style style, int width = int.MaxValue)
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
        WriteSnippet(writer, diagnostic, style, width);
        if (diagnostic.Hint is { } hint) writer.Write($"    {style.Dim("hint:")} {hint}\n");
    }

    public static void Write(TextWriter writer, IEnumerable<Diagnostic> diagnostics, Style style, int width = int.MaxValue)
    {
        foreach (var diagnostic in diagnostics) Write(writer, diagnostic, style, width);
    }

    private static void WriteSnippet(TextWriter writer, Diagnostic diagnostic, Style style, int width)
    {
        if (diagnostic is not { Snippet: { } snippet, Location: { Line: > 0 } location } || string.IsNullOrWhiteSpace(snippet)) return;
        var number = location.Line.ToString(CultureInfo.InvariantCulture).PadLeft(5);
        var isPart = diagnostic.SnippetColumn > 1;
        var (line, caret) = Expand((isPart ? Ellipsis : "") + snippet.TrimEnd(), location.Column - diagnostic.SnippetColumn + (isPart ? 2 : 1));
        (line, caret) = Cut(line, caret, Math.Max(LeastRoom, width - Gutter));
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

    private static (string Line, int Caret) Cut(string line, int caret, int room)
    {
        if (DisplayWidth.Of(line) <= room) return (line, caret);
        var first = Math.Max(0, caret) < room - (room / 4) ? 0 : caret - (room / 2);
        var kept = new StringBuilder();
        var column = 0;
        var start = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            var end = column + DisplayWidth.Of(rune);
            if (column >= first)
            {
                // The marks of what is left out take a column each.
                if (kept.Length == 0 && first > 0)
                {
                    start = column - 1;
                    kept.Append(Ellipsis);
                }

                if (end - start > room - 1)
                {
                    kept.Append(Ellipsis);
                    break;
                }

                kept.Append(rune);
            }

            column = end;
        }

        return (kept.ToString(), caret < 0 ? caret : Math.Min(caret - start, room));
    }
}
