using System.Text;

namespace PortOrchestrator.Sessions;

/// <summary>The part of a <c>.env</c> file that is ours: between two marks, everything else is left as it is.</summary>
internal static class VariablesFile
{
    private const string Begin = "# >>> portorch >>>";
    private const string End = "# <<< portorch <<<";

    // More is no file of variables.
    private const long MostBytes = 4 * 1024 * 1024;

    /// <summary>Brings the file up to date; it is not touched when it is.</summary>
    /// <param name="path">The file, absolute.</param>
    /// <param name="variables">The lines, each with its line feed.</param>
    /// <exception cref="IOException">The file cannot be read or written, or is none of variables.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read or written.</exception>
    public static void Update(string path, string variables)
    {
        // A link stays one: what it leads to is written.
        if (new FileInfo(path).LinkTarget is not null) path = File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        var info = new FileInfo(path);
        if (info is { Exists: true, Length: > MostBytes }) throw new IOException($"'{path}' is too large for a file of variables.");
        var before = info.Exists ? File.ReadAllText(path) : "";
        var after = Replace(before, variables);
        if (after == before) return;
        var temporary = $"{path}.portorch-{Environment.ProcessId}";
        try
        {
            File.WriteAllText(temporary, after, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            if (info.Exists && !OperatingSystem.IsWindows()) File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    internal static string Replace(string text, string variables)
    {
        var block = $"{Begin}\n{variables}{End}\n";
        var begin = text.IndexOf(Begin, StringComparison.Ordinal);
        var end = begin < 0 ? -1 : text.IndexOf(End, begin, StringComparison.Ordinal);
        if (end < 0) return text.Length == 0 || text.EndsWith('\n') ? text + block : $"{text}\n{block}";
        var rest = text[(end + End.Length)..];
        if (rest.StartsWith('\r')) rest = rest[1..];
        return text[..begin] + block + (rest.StartsWith('\n') ? rest[1..] : rest);
    }
}
