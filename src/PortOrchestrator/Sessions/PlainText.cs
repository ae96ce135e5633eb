using System.Text;

namespace PortOrchestrator.Sessions;

/// <summary>Text of others that goes into a log or before an agent.</summary>
internal static class PlainText
{
    /// <summary>The text as one line without control and format characters, cut off where it gets too long.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The most characters.</param>
    public static string Of(string text, int most)
    {
        var plain = new StringBuilder(Math.Min(text.Length, most));
        foreach (var rune in text.EnumerateRunes())
        {
            var isPlain = Rune.GetUnicodeCategory(rune) is not (System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator);
            if (plain.Length + rune.Utf16SequenceLength > most - 1) return plain.Append('…').ToString();
            plain.Append(isPlain ? rune.ToString() : " ");
        }

        return plain.ToString();
    }
}
