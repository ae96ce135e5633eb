using System.Globalization;
using System.Text;

namespace PortOrchestrator.ConfigParsers;

/// <summary>Quotes a piece of a user's text in a message: short, and without characters that cannot be seen.</summary>
internal static class Excerpt
{
    private const int Limit = 40;

    public static string Of(ReadOnlySpan<char> text)
    {
        var isLong = text.Length > Limit;
        var result = new StringBuilder();
        foreach (var c in isLong ? text[..Limit] : text)
        {
            if (char.IsControl(c) || char.IsSurrogate(c)) result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else result.Append(c);
        }

        return isLong ? result.Append('…').ToString() : result.ToString();
    }
}
