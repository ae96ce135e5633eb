using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>Names and numbers of signals on this system.</summary>
public static class SignalNames
{
    internal const int Kill = 9;

    private static readonly string[] Common = ["HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT"];

    internal static int Continue => OperatingSystem.IsMacOS() ? 19 : 18;

    /// <summary>Reads a signal: <c>SIGTERM</c>, <c>term</c> or <c>15</c>.</summary>
    /// <param name="text">The name, with or without SIG in any case, or the number.</param>
    /// <param name="number">The signal's number.</param>
    /// <returns>Whether this system has such a signal.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out int number)
    {
        number = 0;
        if (string.IsNullOrWhiteSpace(text)) return false;
        var name = text.Trim().ToUpperInvariant();
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out number)) return number is > 0 and <= 64;
        if (name.StartsWith("SIG", StringComparison.Ordinal)) name = name[3..];
        number = Numbers().FirstOrDefault(s => s.Name == name).Number;
        return number != 0;
    }

    /// <summary>The name of a signal, such as <c>SIGTERM</c>; <c>signal 40</c> for one without a name.</summary>
    /// <param name="number">The signal's number.</param>
    public static string ToName(int number) =>
        Numbers().FirstOrDefault(s => s.Number == number).Name is { } name
            ? "SIG" + name
            : string.Create(CultureInfo.InvariantCulture, $"signal {number}");

    private static IEnumerable<(string Name, int Number)> Numbers()
    {
        for (var i = 0; i < Common.Length; i++) yield return (Common[i], i + 1);
        yield return ("FPE", 8);
        yield return ("KILL", Kill);
        yield return ("SEGV", 11);
        yield return ("PIPE", 13);
        yield return ("ALRM", 14);
        yield return ("TERM", 15);
        var mac = OperatingSystem.IsMacOS();
        yield return ("BUS", mac ? 10 : 7);
        yield return ("USR1", mac ? 30 : 10);
        yield return ("USR2", mac ? 31 : 12);
        yield return ("CHLD", mac ? 20 : 17);
        yield return ("CONT", Continue);
        yield return ("STOP", mac ? 17 : 19);
        yield return ("TSTP", mac ? 18 : 20);
        yield return ("TTIN", 21);
        yield return ("TTOU", 22);
        yield return ("URG", mac ? 16 : 23);
        yield return ("XCPU", 24);
        yield return ("XFSZ", 25);
        yield return ("VTALRM", 26);
        yield return ("PROF", 27);
        yield return ("WINCH", 28);
        yield return ("IO", mac ? 23 : 29);
        yield return ("SYS", mac ? 12 : 31);
    }
}
