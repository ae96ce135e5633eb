namespace PortOrchestrator.ConfigParsers.Detection.Sources;

/// <summary>Firebase's emulators: one program that listens on a port for each.</summary>
internal sealed class FirebaseSource : IFindingSource
{
    public IEnumerable<Finding> Find(TreeFolder folder)
    {
        if (folder.File("firebase.json") is not { } file) yield break;
        var emulators = file.Below("emulators").Select(e => (e.Name, e.Fact, Port: file.Number($"emulators/{e.Name}/port"))).Where(e => e.Port is >= 1 and <= 65535).ToList();
        if (emulators.Count == 0) yield break;
        yield return new Finding
        {
            Authority = Authority.Emulators,
            Folder = folder.Path,
            Role = "firebase",
            Name = "firebase",
            Command = "firebase emulators:start",
            Ports = [.. emulators.Select((e, i) => new FoundPort(e.Port) { Name = i == 0 ? PortDefinition.DefaultName : ServiceNames.Slug(e.Name) })],
            Health = "tcp://localhost:" + Placeholder.Port,
            Confidence = DetectionConfidence.Declared,
            Evidence = file.Evidence("emulators/" + emulators[0].Name, emulators[0].Fact),
        };
    }
}
