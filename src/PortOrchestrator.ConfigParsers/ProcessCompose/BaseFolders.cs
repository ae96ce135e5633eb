using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Makes the folders of a file that another one extends count from the file itself.</summary>
internal static class BaseFolders
{
    private const string Key = "working_dir";

    public static MapNode Apply(MapNode file)
    {
        if (file.Find("processes") is not { Value: MapNode processes } entry) return file;
        var changed = new MapNode(processes.Place, [.. processes.Entries.Select(e => e.Value is MapNode map ? e with { Value = Rooted(map) } : e)]);
        return new MapNode(file.Place, [.. file.Entries.Select(e => e == entry ? e with { Value = changed } : e)]);
    }

    private static MapNode Rooted(MapNode process)
    {
        var folder = process.Place.File.Folder;
        var written = process.Find(Key);
        // A process that takes its folder from another one by 'extends' must not be given one of its own.
        if (written is null && process.Find("extends") is not null) return process;
        if (written is { Value: not ScalarNode { Kind: ScalarKind.Text } }) return process;
        var place = written?.Value.Place ?? process.Place;
        var path = written is null ? folder : Path.GetFullPath(FilePaths.ExpandHome(((ScalarNode)written.Value).Text), folder);
        var entry = new MapEntry(Key, written?.KeyPlace ?? process.Place, new ScalarNode(place, ScalarKind.Text, path));
        return new MapNode(process.Place, [.. process.Entries.Where(e => e.Key != Key), entry]);
    }
}
