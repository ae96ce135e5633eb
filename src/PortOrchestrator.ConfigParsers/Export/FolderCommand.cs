using PortOrchestrator.ConfigParsers.Launchers;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.Export;

/// <summary>Takes the folder out of a command that begins with <c>cd FOLDER &amp;&amp;</c>.</summary>
internal static class FolderCommand
{
    public static (string Folder, string Command)? Split(string command, string workingDirectory)
    {
        if (!command.StartsWith("cd ", StringComparison.Ordinal)) return null;
        if (ShellWords.Split(command) is not { Count: > 1 } commands || commands[0] is not [_, { Value: var folder }] || folder.Contains('$')) return null;
        var rest = command[(command.IndexOf("&&", StringComparison.Ordinal) + 2)..].TrimStart();
        return (Path.GetFullPath(FilePaths.ExpandHome(folder), workingDirectory), rest);
    }
}
