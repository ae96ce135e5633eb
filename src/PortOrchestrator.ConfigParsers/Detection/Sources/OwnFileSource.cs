using PortOrchestrator.ConfigParsers.Detection.Facts;
using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.Detection.Sources;

/// <summary>Configuration files of ours and of process-compose below the root; the root's own is what the project is run with.</summary>
internal sealed class OwnFileSource : IFindingSource
{
    private static readonly string[] Services = [".project-services.json", ".project-services.yaml", ".project-services.yml"];
    private static readonly string[] Processes = ["process-compose.yml", "process-compose.yaml", "compose.yml", "compose.yaml"];

    public IEnumerable<Finding> Find(TreeFolder folder)
    {
        if (folder.Path.Length == 0) return [];
        if (folder.FirstFile(Processes) is { } processes && processes.Below("processes").Any()) return OfProcesses(folder, processes);
        return folder.FirstFile(Services) is { } services ? OfServices(folder, services) : [];
    }

    private static IEnumerable<Finding> OfServices(TreeFolder folder, FileFacts file)
    {
        foreach (var (item, _) in file.Below("services"))
        {
            var key = "services/" + item + "/";
            if (file.Text(key + "name") is not { } name || Command(file.All(key + "start_command")) is not { } command) continue;
            var port = file.Number(key + "port");
            yield return new Finding
            {
                Authority = Authority.Own,
                Folder = folder.Path,
                Role = name,
                Name = name,
                Kind = file.Text(key + "kind") switch { "daemon" => ServiceKind.Daemon, "task" => ServiceKind.Task, _ => ServiceKind.Process },
                Command = command,
                WorkingFolder = ProjectTree.Resolve(folder.Path, file.Text(key + "working_dir") ?? ".") ?? folder.Path,
                Ports = port is null ? [] : [new FoundPort(port, WrittenPort.In(command) is { IsVariable: true } ? "PORT" : null)],
                Health = file.Text(key + "health_check") is { } check && IsUsable(check) ? check : null,
                Confidence = DetectionConfidence.Declared,
                Evidence = file.Evidence("services." + name, file.Find(key + "name")),
                Reason = file.Text(key + "disabled") == "true" ? "it is disabled there" : null,
            };
        }
    }

    private static IEnumerable<Finding> OfProcesses(TreeFolder folder, FileFacts file)
    {
        foreach (var (name, fact) in file.Below("processes"))
        {
            if (file.Text($"processes/{name}/command") is not { } command) continue;
            var written = WrittenPort.In(command);
            yield return new Finding
            {
                Authority = Authority.Own,
                Folder = folder.Path,
                Role = name,
                Name = name,
                Command = command,
                WorkingFolder = ProjectTree.Resolve(folder.Path, file.Text($"processes/{name}/working_dir") ?? ".") ?? folder.Path,
                Ports = written is null ? [] : [new FoundPort(written.Number, written.IsVariable ? "PORT" : null)],
                Confidence = DetectionConfidence.Declared,
                Evidence = file.Evidence("processes/" + name, fact),
                Reason = file.Text($"processes/{name}/disabled") == "true" ? "it is disabled there" : null,
            };
        }
    }

    private static bool IsUsable(string check)
    {
        if (!Keys.Patterns.HealthCheck().IsMatch(check) || string.IsNullOrWhiteSpace(check)) return false;
        if (check.StartsWith("exec:", StringComparison.Ordinal)) return true;
        var found = new DiagnosticBag();
        CheckAddress.Parse(CheckAddress.AuthorityOf(check)).Check(found, new SourceFile(check, []).PlaceOf(0), check.StartsWith("tcp:", StringComparison.Ordinal));
        return !found.HasErrors;
    }

    // Text for a shell stays as it is; arguments are quoted, since what is written is text again.
    private static string? Command(IReadOnlyList<string> words) => words.Count switch
    {
        0 => null,
        1 => words[0],
        _ => string.Join(' ', words.Select(Launchers.ShellWords.Quote)),
    };
}
