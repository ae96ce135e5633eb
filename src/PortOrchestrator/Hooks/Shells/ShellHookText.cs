using System.Text;

namespace PortOrchestrator.Hooks.Shells;

/// <summary>The marked lines in a shell's start file.</summary>
/// <param name="text">The text; null when there is none.</param>
/// <param name="block">The lines that are added, the first and last of which begin or end with a marker; without a line end behind the last.</param>
/// <param name="opening">The words that mark the first line.</param>
/// <param name="closing">The words that mark the last line; those of the first when it is the only one.</param>
internal sealed class ShellHookText(byte[]? text, string block, string opening, string closing) : IHookText
{
    private readonly string _text = text is null ? "" : Encoding.UTF8.GetString(text);

    public bool IsCurrent => Place() is var (start, end) && start >= 0 && _text[start..end].ReplaceLineEndings("\n") == block && Place(end).Start < 0;

    public bool IsPresent => Place().Start >= 0;

    public bool IsBare => false;

    private string NewLine => _text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    public IReadOnlyList<TextInsertion> Addition()
    {
        var lines = block.ReplaceLineEndings(NewLine);
        // A file without a last line end keeps none, so that it is seen from the text what was added.
        var added = _text.Length == 0 || _text.EndsWith('\n') ? lines + NewLine : NewLine + lines;
        return [new TextInsertion(text?.Length ?? 0, Encoding.UTF8.GetBytes(added))];
    }

    public byte[] Removal()
    {
        var rest = _text;
        while (new ShellHookText(Encoding.UTF8.GetBytes(rest), block, opening, closing).Place() is var (start, end) && start >= 0)
        {
            var behind = end < rest.Length ? EndOfLine(rest, end) : end;
            var before = end == rest.Length ? start - LineEndBefore(rest, start) : start;
            rest = rest[..before] + rest[behind..];
        }

        return Encoding.UTF8.GetBytes(rest);
    }

    private (int Start, int End) Place(int from = 0)
    {
        var first = _text.IndexOf(opening, from, StringComparison.Ordinal);
        var last = first < 0 ? -1 : _text.IndexOf(closing, first, StringComparison.Ordinal);
        if (last < 0) return (-1, -1);
        var end = _text.IndexOfAny(['\r', '\n'], last);
        return (_text.LastIndexOf('\n', first) + 1, end < 0 ? _text.Length : end);
    }

    private static int EndOfLine(string text, int end) => end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1);

    private static int LineEndBefore(string text, int start) => start == 0 ? 0 : start > 1 && text[start - 2] == '\r' ? 2 : 1;
}
