using System.Globalization;
using System.Text;

namespace PortOrchestrator.Host.Rendering;

/// <summary>Text that somebody decides by: whatever would hide or reorder a part of it on a screen is shown by its code.</summary>
internal static class Revealed
{
    /// <summary>One line, in which control and format characters (escape sequences, changes of the writing direction) are written as <c>\u</c> and their code.</summary>
    public static string Line(string text)
    {
        var revealed = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c == '\t' || !IsHiding(c)) revealed.Append(c);
            else revealed.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        return revealed.ToString();
    }

    private static bool IsHiding(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse;
}
