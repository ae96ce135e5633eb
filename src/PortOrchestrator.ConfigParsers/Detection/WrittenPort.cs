using System.Globalization;
using System.Text.RegularExpressions;

namespace PortOrchestrator.ConfigParsers.Detection;

/// <summary>The port that a command has written in it. Immutable.</summary>
/// <param name="Number">The number; the default of a variable, if it is one.</param>
/// <param name="IsVariable">Whether the command takes it from <c>PORT</c>.</param>
/// <param name="Start">Where the number begins in the text.</param>
/// <param name="Length">How long it is.</param>
internal sealed partial record WrittenPort(int? Number, bool IsVariable, int Start = 0, int Length = 0)
{
    public static WrittenPort? In(string command)
    {
        if (Variable().Match(command) is { Success: true } variable) return new WrittenPort(NumberOf(variable), IsVariable: true);
        if (Literal().Match(command) is not { Success: true } literal || NumberOf(literal) is not { } number) return null;
        return new WrittenPort(number, IsVariable: false, literal.Groups["port"].Index, literal.Groups["port"].Length);
    }

    /// <summary>The command with the port left open.</summary>
    public string Open(string command) => IsVariable ? command : string.Concat(command.AsSpan(0, Start), Placeholder.Port, command.AsSpan(Start + Length));

    private static int? NumberOf(Match match) =>
        int.TryParse(match.Groups["port"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 65535 ? number : null;

    [GeneratedRegex(@"\$\{PORT(:?-(?<port>\d{1,5}))?\}|\$PORT\b|%PORT%", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(
        @"(?<=^|\s)(--([a-z]+[.-])?port[= ]|-p[= ]?|-P |PORT=)(?<port>\d{2,5})(?=\s|$)|(?<=^|[\s=/])(localhost|127\.0\.0\.1|0\.0\.0\.0|\[::\]):(?<port>\d{2,5})(?=[\s/]|$)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Literal();
}
