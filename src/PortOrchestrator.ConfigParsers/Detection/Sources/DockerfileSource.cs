using System.Globalization;

namespace PortOrchestrator.ConfigParsers.Detection.Sources;

/// <summary>A Dockerfile that exposes a port: somebody may run its image, but nothing says how.</summary>
internal sealed class DockerfileSource : IFindingSource
{
    public IEnumerable<Finding> Find(TreeFolder folder)
    {
        if (folder.File("Dockerfile") is not { } file) yield break;
        foreach (var fact in file.Facts)
        {
            var text = fact.Value.Split(' ')[0].Split('/')[0];
            if (fact.Key != "EXPOSE" || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535) continue;
            yield return new Finding
            {
                Authority = Authority.Signature,
                Rank = int.MaxValue,
                Folder = folder.Path,
                Name = folder.Name,
                Kind = ServiceKind.External,
                Ports = [new FoundPort(port)],
                Health = "tcp://localhost:" + Placeholder.Port,
                Confidence = DetectionConfidence.Guess,
                Evidence = file.Evidence("EXPOSE", fact),
                Reason = "a Dockerfile says what is exposed, not how its image is run",
            };
            yield break;
        }
    }
}
