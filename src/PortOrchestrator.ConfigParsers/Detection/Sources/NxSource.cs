namespace PortOrchestrator.ConfigParsers.Detection.Sources;

/// <summary>The targets of Nx projects that serve something.</summary>
internal sealed class NxSource : IFindingSource
{
    private static readonly string[] Targets = ["serve", "dev", "start"];

    public IEnumerable<Finding> Find(TreeFolder folder)
    {
        if (folder.File("project.json") is not { } file || !folder.Above.Append(folder).Any(f => f.Has("nx.json"))) yield break;
        if (Array.Find(Targets, t => file.Has($"targets/{t}/executor") || file.Has($"targets/{t}/command")) is not { } target) yield break;
        var name = file.Text("name") ?? folder.Name;
        var executor = file.Text($"targets/{target}/executor") ?? "";
        var takesPort = executor.Contains("dev-server", StringComparison.Ordinal) || executor.EndsWith(":server", StringComparison.Ordinal);
        var port = file.Number($"targets/{target}/options/port") ?? (takesPort ? executor.Contains("next", StringComparison.Ordinal) ? 3000 : 4200 : null);
        yield return new Finding
        {
            Authority = Authority.PackageScript,
            Folder = folder.Path,
            WorkingFolder = "",
            Name = name,
            Command = Placeholder.Of($"npx nx run {Launchers.ShellWords.Quote($"{name}:{target}")}{(takesPort ? " --port {port}" : "")}"),
            Ports = port is null ? [] : [new FoundPort(port, takesPort ? "--port" : "PORT")],
            Health = takesPort ? "http://localhost:" + Placeholder.Port : null,
            Confidence = DetectionConfidence.Script,
            Evidence = file.Evidence("targets/" + target, file.Find($"targets/{target}/executor") ?? file.Find($"targets/{target}/command")),
        };
    }
}
