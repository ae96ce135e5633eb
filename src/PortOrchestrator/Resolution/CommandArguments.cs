using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Resolution;

/// <summary>Adds arguments to a command, so that each arrives as it was given.</summary>
internal static class CommandArguments
{
    public static IReadOnlyList<string> Append(ServiceSpec spec, IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0) return spec.Command;
        if (spec.Definition.StartCommand is not { Text: not null }) return [.. spec.Command, .. arguments];
        var quote = Path.GetFileNameWithoutExtension(spec.Shell[0]) is "cmd" or "powershell" or "pwsh" ? (Func<string, string>)Double : Single;
        return [.. spec.Command.SkipLast(1), string.Join(' ', arguments.Select(quote).Prepend(spec.Command[^1]))];
    }

    private static string Single(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static string Double(string text) => "\"" + text.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
