using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Loads the files that files extend, each before the one that extends it.</summary>
internal sealed class FileChain(DiagnosticBag diagnostics, Func<string, string?> lookup)
{
    private readonly List<ChainedFile> _files = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<ChainedFile>> LoadAsync(IReadOnlyList<MapNode> named, CancellationToken cancellationToken)
    {
        _known.UnionWith(named.Select(PathOf));
        foreach (var file in named)
        {
            var chain = new List<ChainedFile> { new(file, IsBase: false) };
            while (BaseOf(chain[^1].Map) is { } extends)
            {
                if (await LoadBaseAsync(extends, cancellationToken).ConfigureAwait(false) is not { } map) break;
                chain.Add(new ChainedFile(map, IsBase: true));
            }

            _files.AddRange(Enumerable.Reverse(chain));
        }

        return _files;
    }

    private async Task<MapNode?> LoadBaseAsync(ScalarNode extends, CancellationToken cancellationToken)
    {
        var path = FilePaths.Resolve(extends);
        if (!_known.Add(path))
        {
            diagnostics.Error(DiagnosticCodes.Inheritance, extends.Place, $"the file {path} is read already", "a file is extended once, and not by itself");
            return null;
        }

        diagnostics.Looked(path);
        if (!File.Exists(path))
        {
            diagnostics.Error(DiagnosticCodes.FileMissing, extends.Place, $"the file {path} does not exist", "a path in 'extends' counts from the file it is written in");
            return null;
        }

        var node = await DocumentReader.ReadAsync(path, diagnostics, cancellationToken).ConfigureAwait(false);
        return node is not null && FormatGate.Accept(node, diagnostics) is { Format: FileFormat.ProcessCompose } accepted ? accepted.Map : null;
    }

    private ScalarNode? BaseOf(MapNode file) =>
        new ValueReader(diagnostics, lookup).ReadText(new Fields(file).Scalar("extends")) is { Text.Length: > 0, Kind: ScalarKind.Text } path ? path : null;

    private static string PathOf(MapNode file) => Path.GetFullPath(file.Place.File.Path);
}
