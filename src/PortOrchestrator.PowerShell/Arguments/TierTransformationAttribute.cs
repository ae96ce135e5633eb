using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace PortOrchestrator.PowerShell.Arguments;

/// <summary>Reads tiers written as <c>2</c>, <c>0-2</c>, <c>0,1,2</c> or <c>(0..2)</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TierTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is TierRange range) return range;
        var parts = value is IEnumerable many and not string
            ? many.Cast<object>().Select(Text).ToArray()
            : Text(value).Split('-', StringSplitOptions.TrimEntries);
        var tiers = parts.Select(Tier).Order().Distinct().ToArray();
        var listed = value is IEnumerable and not string;
        if (tiers.Length == 0 || (!listed && parts.Length > 2) || (listed && tiers[^1] - tiers[0] != tiers.Length - 1))
            throw Refuse(string.Join(',', parts));
        return new TierRange(tiers[0], tiers[^1]);
    }

    private static string Text(object value) => Convert.ToString(value is PSObject wrapped ? wrapped.BaseObject : value, CultureInfo.InvariantCulture) ?? "";

    private static int Tier(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var tier) && tier <= 3 ? tier : throw Refuse(text);

    private static ArgumentTransformationMetadataException Refuse(string text) =>
        new($"'{text}' is not a range of tiers. Write a tier from 0 to 3, or neighbouring ones, such as 0-2.");
}
