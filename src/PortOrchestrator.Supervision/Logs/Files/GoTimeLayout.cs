using System.Globalization;
using System.Text;

namespace PortOrchestrator.Supervision.Logs.Files;

/// <summary>Writes times by layouts of the Go language, which show how 3:04:05 p.m. on January 2, 2006, seven hours behind UTC, would be written.</summary>
internal static class GoTimeLayout
{
    // Where one begins like another, the longer one is first.
    private static readonly (string Text, Func<DateTimeOffset, string> Write)[] Elements =
    [
        ("January", t => Named(t, "MMMM")),
        ("Jan", t => Named(t, "MMM")),
        ("Monday", t => Named(t, "dddd")),
        ("Mon", t => Named(t, "ddd")),
        ("MST", Zone),
        ("2006", t => Number(t.Year, 4)),
        ("-07:00:00", t => Offset(t, ":", seconds: true)),
        ("-07:00", t => Offset(t, ":")),
        ("-070000", t => Offset(t, "", seconds: true)),
        ("-0700", t => Offset(t, "")),
        ("-07", t => Offset(t, "")[..3]),
        ("Z07:00:00", t => Zulu(t, Offset(t, ":", seconds: true))),
        ("Z07:00", t => Zulu(t, Offset(t, ":"))),
        ("Z070000", t => Zulu(t, Offset(t, "", seconds: true))),
        ("Z0700", t => Zulu(t, Offset(t, ""))),
        ("Z07", t => Zulu(t, Offset(t, "")[..3])),
        ("__2", t => t.DayOfYear.ToString(CultureInfo.InvariantCulture).PadLeft(3)),
        ("_2", t => t.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2)),
        ("002", t => Number(t.DayOfYear, 3)),
        ("01", t => Number(t.Month, 2)),
        ("02", t => Number(t.Day, 2)),
        ("03", t => Number(Hour12(t), 2)),
        ("04", t => Number(t.Minute, 2)),
        ("05", t => Number(t.Second, 2)),
        ("06", t => Number(t.Year % 100, 2)),
        ("15", t => Number(t.Hour, 2)),
        ("1", t => Number(t.Month, 1)),
        ("2", t => Number(t.Day, 1)),
        ("3", t => Number(Hour12(t), 1)),
        ("4", t => Number(t.Minute, 1)),
        ("5", t => Number(t.Second, 1)),
        ("PM", t => t.Hour < 12 ? "AM" : "PM"),
        ("pm", t => t.Hour < 12 ? "am" : "pm"),
    ];

    /// <summary>Whether a layout is one of the names that zerolog, which process-compose writes with, gives to numbers.</summary>
    public static bool IsNumber(string layout) => layout is "UNIXMS" or "UNIXMICRO" or "UNIXNANO";

    public static string Format(DateTimeOffset time, string layout)
    {
        switch (layout)
        {
            case "UNIXMS": return time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
            case "UNIXMICRO": return ((time.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture);
            case "UNIXNANO": return ((time.UtcTicks - DateTime.UnixEpoch.Ticks) * TimeSpan.NanosecondsPerTick).ToString(CultureInfo.InvariantCulture);
        }

        var text = new StringBuilder(layout.Length + 8);
        for (var i = 0; i < layout.Length;)
        {
            if (Fraction(layout, i) is var digits and > 0)
            {
                AppendFraction(text, layout[i], digits, layout[i + 1] == '9', time);
                i += digits + 1;
            }
            else if (Find(layout, i) is var (element, write))
            {
                text.Append(write(time));
                i += element.Length;
            }
            else
            {
                text.Append(layout[i++]);
            }
        }

        return text.ToString();
    }

    private static (string Text, Func<DateTimeOffset, string> Write)? Find(string layout, int at)
    {
        foreach (var element in Elements)
        {
            if (string.CompareOrdinal(layout, at, element.Text, 0, element.Text.Length) != 0) continue;
            // 'January' may go on, 'Janus' is no month.
            if (element.Text is "Jan" or "Mon" && at + 3 < layout.Length && char.IsAsciiLetterLower(layout[at + 3])) continue;
            return element;
        }

        return null;
    }

    // A point or comma, then only 0s or only 9s, and no further digit.
    private static int Fraction(string layout, int at)
    {
        if (layout[at] is not ('.' or ',') || at + 1 >= layout.Length || layout[at + 1] is not ('0' or '9')) return 0;
        var end = at + 1;
        while (end < layout.Length && layout[end] == layout[at + 1]) end++;
        return end < layout.Length && char.IsAsciiDigit(layout[end]) ? 0 : end - at - 1;
    }

    private static void AppendFraction(StringBuilder text, char separator, int digits, bool trim, DateTimeOffset time)
    {
        var nanoseconds = Number((int)(time.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick), 9);
        var fraction = nanoseconds.PadRight(digits, '0')[..digits];
        if (trim) fraction = fraction.TrimEnd('0');
        if (fraction.Length > 0) text.Append(separator).Append(fraction);
    }

    private static string Named(DateTimeOffset time, string format) => time.ToString(format, CultureInfo.InvariantCulture);

    private static string Number(int value, int digits) => value.ToString("D" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static int Hour12(DateTimeOffset time) => time.Hour % 12 == 0 ? 12 : time.Hour % 12;

    private static string Offset(DateTimeOffset time, string separator, bool seconds = false)
    {
        var (sign, offset) = (time.Offset < TimeSpan.Zero ? '-' : '+', time.Offset.Duration());
        var text = $"{sign}{Number(offset.Hours, 2)}{separator}{Number(offset.Minutes, 2)}";
        return seconds ? text + separator + Number(offset.Seconds, 2) : text;
    }

    private static string Zulu(DateTimeOffset time, string offset) => time.Offset == TimeSpan.Zero ? "Z" : offset;

    // The system tells offsets, not abbreviations; Go writes those of zones without one like this as well.
    private static string Zone(DateTimeOffset time) =>
        time.Offset == TimeSpan.Zero ? "UTC" : time.Offset.Minutes == 0 ? Offset(time, "")[..3] : Offset(time, "");
}
