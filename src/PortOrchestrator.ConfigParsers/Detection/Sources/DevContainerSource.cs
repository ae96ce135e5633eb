namespace PortOrchestrator.ConfigParsers.Detection.Sources;

/// <summary>The ports that a development container forwards: names, and nothing to start.</summary>
internal sealed class DevContainerSource : IFindingSource
{
    public IEnumerable<Finding> Find(TreeFolder folder)
    {
        if (folder.FirstFile(".devcontainer/devcontainer.json", ".devcontainer.json") is not { } file) yield break;
        foreach (var fact in file.Facts.Where(f => f.Key == "forwardPorts" && f.Value.Length > 0))
        {
            var label = file.Text($"portsAttributes/{fact.Value}/label");
            yield return new Finding
            {
                Authority = Authority.Names,
                Folder = folder.Path,
                Role = "port " + fact.Value,
                Name = label is null ? "port " + fact.Value : $"port {fact.Value}, {label}",
                Confidence = DetectionConfidence.Declared,
                Evidence = file.Evidence("forwardPorts", fact),
                OnlyNames = true,
                Reason = "it names a port and starts nothing",
            };
        }
    }
}
