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
            if (double.IsNegativeInfinity(Minimum)) return noun;
            var high = Maximum?.ToString(CultureInfo.InvariantCulture);
            if (high is not null) return IsAbove ? $"{noun} above {low} and up to {high}" : $"{noun} from {low} to {high}";
            return IsAbove ? $"{noun} above {low}" : $"{noun} of at least {low}";
        }
    }

    public bool Contains(double value) => (IsAbove ? value > Minimum : value >= Minimum) && (Maximum is null ? double.IsFinite(value) : value <= Maximum);
}
