using System.Text;

namespace PortOrchestrator.Host.Terminals;

/// <summary>Turns the names of keys, as <c>send-keys</c> takes them, into what a terminal sends for them.</summary>
internal static class KeyNames
{
    /// <summary>The names, for help.</summary>
    public const string Help = "Enter, Tab, BTab, Space, Escape, BSpace, Up, Down, Left, Right, Home, End, PageUp, PageDown, Insert, Delete, F1 to F12, C-x (Ctrl), M-x (Alt)";

    /// <summary>What a key sends; null when the text is not the name of one. Names are written as they are here, so that <c>up</c> is text.</summary>
    public static string? Find(string name) => name switch
    {
        "Enter" => "\r",
        "Tab" => "\t",
        "BTab" => "\u001b[Z",
        "Space" => " ",
        "Escape" or "Esc" => "\u001b",
        "BSpace" or "Backspace" => "\u007f",
        "Up" => "\u001b[A",
        "Down" => "\u001b[B",
        "Right" => "\u001b[C",
        "Left" => "\u001b[D",
        "Home" => "\u001b[H",
        "End" => "\u001b[F",
        "Insert" => "\u001b[2~",
        "Delete" => "\u001b[3~",
        "PageUp" => "\u001b[5~",
        "PageDown" => "\u001b[6~",
        "F1" => "\u001bOP",
        "F2" => "\u001bOQ",
        "F3" => "\u001bOR",
        "F4" => "\u001bOS",
        "F5" => "\u001b[15~",
        "F6" => "\u001b[17~",
        "F7" => "\u001b[18~",
        "F8" => "\u001b[19~",
        "F9" => "\u001b[20~",
        "F10" => "\u001b[21~",
        "F11" => "\u001b[23~",
        "F12" => "\u001b[24~",
        ['C', '-', var c] => Control(c)?.ToString(),
        ['M', '-', .. var rest] when rest.Length == 1 || Find(rest) is not null => "\u001b" + (rest.Length == 1 ? rest : Find(rest)),
        _ => null,
    };

    /// <summary>What a row of names and texts sends, nothing between them.</summary>
    public static string Join(IEnumerable<string> keys) => keys.Aggregate(new StringBuilder(), (text, key) => text.Append(Find(key) ?? key)).ToString();

    // ASCII: the control characters are those 64 before the upper-case letters and their neighbours.
    private static char? Control(char c) => char.ToUpperInvariant(c) switch
    {
        >= '@' and <= '_' and var upper => (char)(upper - '@'),
        '?' => '\u007f',
        ' ' => '\0',
        _ => null,
    };
}
