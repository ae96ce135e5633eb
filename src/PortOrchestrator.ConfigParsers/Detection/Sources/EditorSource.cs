using PortOrchestrator.ConfigParsers.Detection.Facts;

namespace PortOrchestrator.ConfigParsers.Detection.Sources;

/// <summary>Background tasks, and commands in a terminal, of Visual Studio Code.</summary>
internal sealed class EditorSource : IFindingSource
{
    private const string Workspace = "${workspaceFolder}";

    public IEnumerable<Finding> Find(TreeFolder folder) => Tasks(folder).Concat(Launches(folder));

    private static IEnumerable<Finding> Tasks(TreeFolder folder)
    {
        if (folder.File(".vscode/tasks.json") is not { } file) yield break;
        foreach (var (item, fact) in file.Below("tasks"))
        {
            var key = "tasks/" + item + "/";
            if (file.Text(key + "isBackground") != "true") continue;
            var script = file.Text(key + "type") == "npm" ? file.Text(key + "script") : null;
            var words = new[] { script is null ? file.Text(key + "command") : "npm run " + script }.Concat(file.All(key + "args").Select(a => Launchers.ShellWords.Quote(a.Replace(Workspace, ".", StringComparison.Ordinal))));
            var label = file.Text(key + "label") ?? script ?? "task";
            if (Of(folder, file, label, string.Join(' ', words), file.Text(key + "options/cwd"), fact, isScript: script is not null) is { } finding) yield return finding;
        }
    }

    private static IEnumerable<Finding> Launches(TreeFolder folder)
    {
        if (folder.File(".vscode/launch.json") is not { } file) yield break;
        foreach (var (item, fact) in file.Below("configurations"))
        {
            var key = "configurations/" + item + "/";
            if (file.Text(key + "type") != "node-terminal") continue;
            if (Of(folder, file, file.Text(key + "name") ?? "launch", file.Text(key + "command") ?? "", file.Text(key + "cwd"), fact, isScript: false) is { } finding) yield return finding;
        }
    }

    // What only the editor knows the value of cannot be run without it.
    private static Finding? Of(TreeFolder folder, FileFacts file, string label, string command, string? cwd, Fact fact, bool isScript)
    {
        var works = ProjectTree.Resolve(folder.Path, (cwd ?? ".").Replace(Workspace, ".", StringComparison.Ordinal));
        var text = command.Replace(Workspace, ".", StringComparison.Ordinal).Trim();
        if (works is null || text.Length == 0 || text.Contains("${", StringComparison.Ordinal)) return null;
        var written = WrittenPort.In(text);
        var isApplication = isScript || text.Contains(" run dev", StringComparison.Ordinal) || text.Contains(" run start", StringComparison.Ordinal);
        return new Finding
        {
            Authority = Authority.Editor,
            Folder = works,
            Role = isApplication ? Finding.Application : "task " + label,
            Name = label,
            Command = written?.Open(text) ?? text,
            Ports = written is null ? [] : [new FoundPort(written.Number, written.IsVariable ? "PORT" : "argument")],
            Confidence = DetectionConfidence.Script,
            Evidence = file.Evidence(label, fact),
        };
    }
}
