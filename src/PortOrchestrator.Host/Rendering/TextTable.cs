using System.Text;

namespace PortOrchestrator.Host.Rendering;

/// <summary>Rows in aligned columns, at most as wide as asked: the widest columns are cut first.</summary>
internal sealed class TextTable(params string[] headers)
{
    private const int Gap = 2;
    private const int Narrowest = 4;
    private readonly List<Row> _rows = [];

    public bool IsEmpty => _rows.Count == 0;

    public void Add(params TableCell[] cells) => _rows.Add(new Row([.. cells.Select(c => c with { Text = OneLine(c.Text) })], null));

    /// <summary>Adds a line below the last row that takes the whole width and is wrapped.</summary>
    public void AddNote(string text, Func<string, string> paint) => _rows.Add(new Row([new TableCell(text, paint)], text));

    public void Write(TextWriter writer, int width, Style style)
    {
        var widths = Widths(width);
        WriteRow(writer, [.. headers.Select(h => new TableCell(h, style.Strong))], widths);
        foreach (var row in _rows)
        {
            if (row.Note is null) WriteRow(writer, row.Cells, widths);
            else WriteNote(writer, row.Note, row.Cells[0].Paint, width);
        }
    }

    private static string OneLine(string text) =>
        text.AsSpan().ContainsAny('\r', '\n') ? string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) : text;

    private static void WriteNote(TextWriter writer, string note, Func<string, string>? paint, int width)
    {
        const string indent = "    ";
        foreach (var line in DisplayWidth.Wrap(note, width == int.MaxValue ? width : Math.Max(Narrowest, width - indent.Length)))
            writer.Write(indent + (paint?.Invoke(line) ?? line) + "\n");
    }

    private static void WriteRow(TextWriter writer, IReadOnlyList<TableCell> cells, int[] widths)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Count; i++)
        {
            var text = DisplayWidth.Truncate(cells[i].Text, widths[i]);
            line.Append(cells[i].Paint?.Invoke(text) ?? text);
            if (cells.Skip(i + 1).Any(c => c.Text.Length > 0)) line.Append(' ', widths[i] - DisplayWidth.Of(text) + Gap);
        }

        writer.Write(line.Append('\n'));
    }

    private int[] Widths(int available)
    {
        var widths = new int[headers.Length];
        for (var i = 0; i < widths.Length; i++)
            widths[i] = _rows.Where(r => r.Note is null).Select(r => DisplayWidth.Of(r.Cells[i].Text)).Append(DisplayWidth.Of(headers[i])).Max();
        while (widths.Sum(w => (long)w) + Gap * (widths.Length - 1) > available)
        {
            var widest = Array.IndexOf(widths, widths.Max());
            if (widths[widest] <= Narrowest) break;
            widths[widest]--;
        }

        return widths;
    }

    private sealed record Row(IReadOnlyList<TableCell> Cells, string? Note);
}
