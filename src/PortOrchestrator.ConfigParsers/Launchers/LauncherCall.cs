namespace PortOrchestrator.ConfigParsers.Launchers;

/// <summary>A single program call and what stands before it.</summary>
/// <param name="Prefix">Folder changes and assignments that commands made from this one need as well.</param>
/// <param name="Words">The program and its arguments.</param>
internal sealed record LauncherCall(string Prefix, IReadOnlyList<ShellWord> Words)
{
    public string Program => Words.Count == 0 ? "" : Words[0].Value;

    /// <summary>A command that ends with 0 when another one prints anything.</summary>
    public static string HasOutput(string command) => command + (OperatingSystem.IsWindows() ? " | findstr ." : " | grep -q .");

    public CommandLine Command(string text) => CommandLine.Shell(Prefix + text);

    public static string Raw(IEnumerable<ShellWord> words) => string.Join(' ', words.Select(w => w.Raw));
}
