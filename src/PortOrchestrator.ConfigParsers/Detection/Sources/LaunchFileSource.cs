namespace PortOrchestrator.ConfigParsers.Detection.Sources;

/// <summary>The configurations of <c>.claude/launch.json</c>.</summary>
internal sealed class LaunchFileSource : IFindingSource
{
    private static readonly string[] FolderOptions = ["--prefix", "-C", "--dir", "--cwd"];

    public IEnumerable<Finding> Find(TreeFolder folder)
    {
        if (folder.File(".claude/launch.json") is not { } file) yield break;
        foreach (var (item, fact) in file.Below("configurations"))
        {
            var key = "configurations/" + item + "/";
            if (file.Text(key + "runtimeExecutable") is not { } program) continue;
            var arguments = file.All(key + "runtimeArgs").Concat(file.All(key + "args")).ToList();
            var port = file.Number(key + "port") is { } number and >= 1 and <= 65535 ? number : (int?)null;
            var isTold = file.Text(key + "autoPort") == "true";
            var name = file.Text(key + "name") ?? program;
            var works = ProjectTree.Resolve(folder.Path, file.Text(key + "cwd")?.Replace("${workspaceFolder}", ".", StringComparison.Ordinal) ?? ".") ?? folder.Path;
            yield return new Finding
            {
                Authority = Authority.LaunchFile,
                Folder = Concerned(works, arguments),
                WorkingFolder = works,
                Name = ServiceNames.Slug(name),
                Command = string.Join(' ', arguments.Prepend(program).Select(a => Word(a, port))),
                Environment = file.Below(key + "env").Where(v => !v.Name.Contains('=', StringComparison.Ordinal)).ToDictionary(v => v.Name, v => v.Fact.Value, StringComparer.Ordinal),
                Ports = port is null && !isTold ? [] : [new FoundPort(port, isTold ? "PORT" : arguments.Exists(a => HasPort(a, port)) ? "argument" : null)],
                Health = port is null && !isTold ? null : "http://localhost:" + Placeholder.Port,
                Confidence = DetectionConfidence.Declared,
                Evidence = file.Evidence("configurations." + name, file.Find(key + "name") ?? fact),
            };
        }
    }

    private static string Word(string argument, int? port)
    {
        var text = argument;
        if (!HasPort(argument, port)) return Launchers.ShellWords.Quote(text);
        return text[..(text.IndexOf('=', StringComparison.Ordinal) + 1)] + Placeholder.Port;
    }

    private static bool HasPort(string argument, int? port)
    {
        if (port is null) return false;
        var number = FormattableString.Invariant($"{port}");
        return argument == number || (argument.StartsWith("--", StringComparison.Ordinal) && argument.EndsWith("=" + number, StringComparison.Ordinal));
    }

    // 'npm run dev --prefix apps/web' is about that folder, wherever it is called.
    private static string Concerned(string folder, List<string> arguments)
    {
        var option = arguments.FindIndex(a => Array.IndexOf(FolderOptions, a) >= 0);
        return option >= 0 && option + 1 < arguments.Count ? ProjectTree.Resolve(folder, arguments[option + 1]) ?? folder : folder;
    }
}
