using System.Globalization;

namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>A number between two bounds, both included unless the lower one is excluded.</summary>
internal sealed record NumberShape(double Minimum, double? Maximum = null, bool IsWhole = false, bool IsAbove = false) : Shape
{
    public override string Expected
    {
        get
        {
            var noun = IsWhole ? "a whole number" : "a number";
            var low = Minimum.ToString(CultureInfo.InvariantCulture);
            if (Maximum is { } high) return string.Create(CultureInfo.InvariantCulture, $"{noun} from {low} to {high}");
            return IsAbove ? $"{noun} above {low}" : $"{noun} of at least {low}";
        }
    }

    public bool Contains(double value) => (IsAbove ? value > Minimum : value >= Minimum) && (Maximum is null ? double.IsFinite(value) : value <= Maximum);
}
