using System.Globalization;

namespace PortOrchestrator.Probes;

internal static class DurationText
{
    // In round numbers: a timer that fires a millisecond late should not change the text.
    public static string Format(TimeSpan time) => time < TimeSpan.FromSeconds(0.95)
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalMilliseconds / 10) * 10:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");
}
