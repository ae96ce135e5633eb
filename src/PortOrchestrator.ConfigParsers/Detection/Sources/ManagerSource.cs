using PortOrchestrator.ConfigParsers.Detection.Facts;

namespace PortOrchestrator.ConfigParsers.Detection.Sources;

/// <summary>What other managers of processes declare: pitchfork, mise, devenv and devbox.</summary>
internal sealed class ManagerSource : IFindingSource
{
    private static readonly string[] Scripts = ["dev", "start", "serve"];

    public IEnumerable<Finding> Find(TreeFolder folder)
    {
        foreach (var name in new[] { "pitchfork.toml", "mise.toml" })
        {
            if (folder.File(name) is not { } file) continue;
            foreach (var finding in Daemons(folder, file)) yield return finding;
        }

        if (folder.File("devenv.nix") is { } nix)
        {
            foreach (var fact in nix.Facts.DistinctBy(f => f.Value, StringComparer.Ordinal))
                yield return Of(folder, nix, "processes/" + fact.Value, fact, fact.Value, "devenv up " + Launchers.ShellWords.Quote(fact.Value));
        }

        if (folder.File("devbox.json") is { } box && Array.Find(Scripts, s => box.Has("shell/scripts/" + s)) is { } script)
        {
            var key = "shell/scripts/" + script;
            yield return Of(folder, box, key, box.Find(key)!.Value, folder.Name, "devbox run " + script) with { Role = Finding.Application };
        }
    }

    private static IEnumerable<Finding> Daemons(TreeFolder folder, FileFacts file)
    {
        foreach (var (name, fact) in file.Below("daemons"))
        {
            if (file.Text($"daemons/{name}/run") is not { } command) continue;
            var written = WrittenPort.In(command);
            var number = file.Number($"daemons/{name}/ready_port") ?? written?.Number;
            var listens = number is not null || written is { IsVariable: true };
            yield return Of(folder, file, "daemons/" + name, fact, name, written?.Open(command) ?? command) with
            {
                WorkingFolder = file.Text($"daemons/{name}/dir") is { } dir ? ProjectTree.Resolve(folder.Path, dir) : null,
                Ports = listens ? [new FoundPort(number, written is null ? null : written.IsVariable ? "PORT" : "argument")] : [],
                Health = listens ? "tcp://localhost:" + Placeholder.Port : null,
            };
        }
    }

    private static Finding Of(TreeFolder folder, FileFacts file, string key, Fact fact, string name, string command) => new()
    {
        Authority = Authority.Manager,
        Folder = folder.Path,
        Role = name == "web" ? Finding.Application : name,
        Name = name,
        Command = command,
        Confidence = DetectionConfidence.Declared,
        Evidence = file.Evidence(key, fact),
    };
}
