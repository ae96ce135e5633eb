using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PortOrchestrator.ConfigParsers.Documents;

/// <summary>Tells what a YAML scalar is by the core schema of YAML 1.2: <c>no</c>, <c>on</c> and <c>12:30</c> are text.</summary>
internal static partial class YamlCoreSchema
{
    public static ScalarNode Resolve(Scalar scalar, Place place)
    {
        var text = scalar.Value;
        var isText = scalar.Style != ScalarStyle.Plain || (!scalar.Tag.IsEmpty && scalar.Tag.Value is "tag:yaml.org,2002:str" or "!");
        if (isText) return new ScalarNode(place, ScalarKind.Text, text);
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL": return new ScalarNode(place, ScalarKind.Null, text);
            case "true" or "True" or "TRUE": return ScalarNode.OfFlag(place, true);
            case "false" or "False" or "FALSE": return ScalarNode.OfFlag(place, false);
        }

        if (text[0] is not (>= '0' and <= '9' or '-' or '+' or '.')) return new ScalarNode(place, ScalarKind.Text, text);
        if (Decimal().IsMatch(text)) return ScalarNode.OfNumber(place, text);
        if (Octal().IsMatch(text)) return Whole(place, text, 8);
        return Hexadecimal().IsMatch(text) ? Whole(place, text, 16) : new ScalarNode(place, ScalarKind.Text, text);
    }

    // Convert throws beyond 64 bits; such a number is out of every range, so its text decides.
    private static ScalarNode Whole(Place place, string text, int radix)
    {
        var digits = text[2..].TrimStart('0');
        return digits.Length > 15
            ? new ScalarNode(place, ScalarKind.Number, text, double.MaxValue)
            : new ScalarNode(place, ScalarKind.Number, text, digits.Length == 0 ? 0 : Convert.ToInt64(digits, radix));
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Decimal();

    [GeneratedRegex(@"^0o[0-7]+\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Octal();

    [GeneratedRegex(@"^0x[0-9a-fA-F]+\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Hexadecimal();
}
