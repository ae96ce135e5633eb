using System.Globalization;
using System.Management.Automation;

namespace PortOrchestrator.PowerShell.Arguments;

/// <summary>Reads a time span; a bare number is seconds, where PowerShell itself would take it for ticks.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecondsTransformationAttribute : ArgumentTransformationAttribute
{
    private const double MaximumSeconds = 86400 * 24;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is null) return null;
        var span = value switch
        {
            TimeSpan given => given,
            _ when Number(value) is { } seconds => Seconds(seconds, value),
            string text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var parsed) => parsed,
            _ => throw Refuse(value),
        };
        return span >= TimeSpan.Zero && span.TotalSeconds <= MaximumSeconds ? span : throw Refuse(value);
    }

    private static double? Number(object value) => value switch
    {
        int or long or double or decimal or float or short or byte => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static TimeSpan Seconds(double seconds, object value) =>
        Math.Abs(seconds) <= MaximumSeconds ? TimeSpan.FromSeconds(seconds) : throw Refuse(value);

    private static ArgumentTransformationMetadataException Refuse(object value) =>
        new($"'{value}' is not a time limit. Write seconds, such as 30 or 2.5, or a time span, such as 00:01:30, of at most 24 days.");
}
