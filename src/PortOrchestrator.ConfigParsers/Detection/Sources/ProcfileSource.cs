namespace PortOrchestrator.ConfigParsers.Detection.Sources;

/// <summary>Every line of a Procfile; the one for development goes before the other.</summary>
internal sealed class ProcfileSource : IFindingSource
{
    // Foreman's own: 5000 for the first line, 100 more for each further one.
    private const int FirstPort = 5000;
    private const int Step = 100;

    public IEnumerable<Finding> Find(TreeFolder folder)
    {
        var isFirst = true;
        foreach (var file in new[] { folder.File("Procfile.dev"), folder.File("Procfile") })
        {
            if (file is null) continue;
            var lines = file.Facts.DistinctBy(f => f.Key, StringComparer.Ordinal).ToList();
            for (var i = 0; i < lines.Count; i++) yield return Of(folder, file, lines[i], FirstPort + (Step * i), isFirst);
            isFirst = false;
        }
    }

    private static Finding Of(TreeFolder folder, Facts.FileFacts file, Facts.Fact line, int usual, bool isFirst)
    {
        var command = line.Value;
        var written = WrittenPort.In(command);
        // Only these are known to listen; a worker that never does would never be ready.
        var listens = written is not null || line.Key == "web";
        return new Finding
        {
            Authority = Authority.Procfile,
            Rank = isFirst ? 0 : 1,
            Folder = folder.Path,
            Role = line.Key == "web" ? Finding.Application : line.Key,
            Name = line.Key,
            Command = written?.Open(command) ?? command,
            Ports = listens ? [new FoundPort(written?.Number ?? usual, written is { IsVariable: false } ? "argument" : "PORT")] : [],
            Health = listens ? "tcp://localhost:" + Placeholder.Port : null,
            Confidence = DetectionConfidence.Declared,
            Evidence = file.Evidence(line.Key, line),
            Reason = line.Key == "release" ? "it is run when a version is released" : null,
        };
    }
}
