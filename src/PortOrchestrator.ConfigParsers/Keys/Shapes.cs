namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>Shapes that several keys share.</summary>
internal static class Shapes
{
    public static readonly FlagShape Flag = new();

    public static readonly TextShape Text = new();

    public static readonly NumberShape PositiveSeconds = new(0, IsAbove: true, Maximum: 31_536_000);

    public static readonly NumberShape Seconds = new(0, 31_536_000);

    public static readonly NumberShape Port = new(1, 65535, IsWhole: true);

    public static readonly NumberShape Count = new(1, 1_000_000, IsWhole: true);

    public static readonly TextShape Name = new(
        Patterns.Name(), "a name of 1 to 63 letters, digits, dots, underscores and hyphens that begins with a letter or digit");

    public static readonly TextShape PortRange = new(Patterns.PortRange(), "a range of ports such as 21000-21099");

    public static readonly EitherShape TextOrTexts = new(Text, new ListShape(Text, MinimumCount: 1));

    /// <summary>Text for a shell, or an argument vector without one.</summary>
    public static readonly EitherShape Command = TextOrTexts;

    public static readonly DictionaryShape Environment = new(new ScalarShape(), Patterns.Variable(), "a variable name without '='");
}
