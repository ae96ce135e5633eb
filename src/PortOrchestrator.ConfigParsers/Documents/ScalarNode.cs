using System.Globalization;

namespace PortOrchestrator.ConfigParsers.Documents;

/// <summary>A single value; its text is kept as written.</summary>
internal sealed class ScalarNode(Place place, ScalarKind kind, string text, double number = 0) : DocumentNode(place)
{
    public ScalarKind Kind { get; } = kind;

    /// <summary>The text; <c>true</c> or <c>false</c> for a flag.</summary>
    public string Text { get; } = text;

    public double Number { get; } = number;

    public bool IsInteger => Kind == ScalarKind.Number && Number == Math.Floor(Number) && Math.Abs(Number) < 1e15;

    public bool Flag => Kind == ScalarKind.Flag && Text == "true";

    public override long Size => 1;

    public override string TypeName => Kind switch
    {
        ScalarKind.Text => "text",
        ScalarKind.Number => "a number",
        ScalarKind.Flag => "true or false",
        _ => "nothing",
    };

    /// <summary>The value as a message shows it.</summary>
    public string Display => Kind switch
    {
        ScalarKind.Text => "\"" + Shorten(Text) + "\"",
        ScalarKind.Null => "null",
        _ => Shorten(Text),
    };

    public static ScalarNode OfNumber(Place place, string text) =>
        new(place, ScalarKind.Number, text, double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));

    public static ScalarNode OfFlag(Place place, bool value) => new(place, ScalarKind.Flag, value ? "true" : "false");

    private static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");
}
