using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PortOrchestrator.ConfigParsers.Documents;

/// <summary>Reads one YAML 1.2 document, core schema, into values with places.</summary>
internal sealed class YamlDocumentReader
{
    private readonly SourceFile _file;
    private readonly DiagnosticBag _diagnostics;
    private readonly Parser _parser;
    private readonly Dictionary<string, DocumentNode> _anchors = new(StringComparer.Ordinal);
    private readonly bool _isMasked;
    private int _depth;

    private YamlDocumentReader(SourceFile file, DiagnosticBag diagnostics, string text, bool isMasked)
    {
        _file = file;
        _diagnostics = diagnostics;
        _parser = new Parser(new StringReader(text));
        _isMasked = isMasked;
    }

    public static DocumentNode? Read(SourceFile file, DiagnosticBag diagnostics)
    {
        var found = new DiagnosticBag();
        var text = file.Text;
        var root = Read(file, found, text, isMasked: false);
        if (root is null && VariableMask.Apply(text) is { } masked)
        {
            // Tools that put variables into the text before they read it never see what YAML refuses there.
            var second = new DiagnosticBag();
            if (Read(file, second, masked, isMasked: true) is { } read) (root, found) = (read, second);
        }

        diagnostics.AddAll(found);
        return root;
    }

    private static DocumentNode? Read(SourceFile file, DiagnosticBag diagnostics, string text, bool isMasked)
    {
        var reader = new YamlDocumentReader(file, diagnostics, text, isMasked);
        try
        {
            return reader.ReadDocument();
        }
        catch (DepthException e)
        {
            diagnostics.Error(DiagnosticCodes.TooDeep, e.Place, "the configuration is nested too deeply", "no key needs that many levels");
        }
        catch (YamlException e)
        {
            var tab = e.Message.Contains("tab", StringComparison.OrdinalIgnoreCase) ? IndentedByTab(file) : null;
            diagnostics.Error(
                DiagnosticCodes.Syntax, tab ?? At(file, e.Start), "the file is not valid YAML: " + Reason(e.Message), tab is null ? "check indentation and quotes" : "indent with spaces");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // The scanner lets some broken texts out as these instead of a YamlException; the last good event is the nearest place.
            var mark = reader._parser.Current?.End ?? Mark.Empty;
            diagnostics.Error(DiagnosticCodes.Syntax, At(file, mark), "the file is not valid YAML after this place", "check indentation and quotes");
        }

        return null;
    }

    // The scanner tells where the map began that it gave up.
    private static Place? IndentedByTab(SourceFile file)
    {
        for (var number = 1; number <= file.LineCount; number++)
        {
            if (file.Line(number) is not { } line) continue;
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab >= 0 && string.IsNullOrWhiteSpace(line[..tab]) && !string.IsNullOrWhiteSpace(line)) return new Place(file, number, tab + 1);
        }

        return null;
    }

    private DocumentNode? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            _diagnostics.Error(DiagnosticCodes.FileEmpty, _file.PlaceOf(0), "the configuration file is empty", "write at least services: []");
            return null;
        }

        var root = ReadNode();
        _parser.Consume<DocumentEnd>();
        if (!_parser.TryConsume<DocumentStart>(out var second)) return root;
        // process-compose reads the first one and does not look further.
        var isRead = root is MapNode map && map.Find("processes") is not null;
        var severity = isRead ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error;
        _diagnostics.Add(severity, DiagnosticCodes.Syntax, At(_file, second.Start), "the file has a second YAML document", "keep one document per file");
        return isRead ? root : null;
    }

    private DocumentNode ReadNode()
    {
        var place = At(_file, (_parser.Current ?? throw new YamlException("unexpected end")).Start);
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return _anchors.TryGetValue(alias.Value.Value, out var target)
                ? target
                : throw new YamlException(alias.Start, alias.End, $"the alias '*{alias.Value}' stands before its anchor ends");
        }

        if (_parser.TryConsume<Scalar>(out var scalar)) return Anchored(scalar, ReadScalar(scalar, place));
        if (++_depth > DocumentLimits.Depth) throw new DepthException(place);
        DocumentNode node = _parser.TryConsume<MappingStart>(out var map)
            ? Anchored(map, ReadMap(place))
            : Anchored(_parser.Consume<SequenceStart>(), ReadSequence(place));
        _depth--;
        return node;
    }

    private ScalarNode ReadScalar(Scalar scalar, Place place)
    {
        if (_isMasked && VariableMask.Remove(scalar.Value) is var shown && !ReferenceEquals(shown, scalar.Value))
            return new ScalarNode(place, ScalarKind.Text, shown);
        if (scalar.Value.Contains('\0'))
        {
            _diagnostics.Error(DiagnosticCodes.NotUtf8, place, "the text contains a NUL character", "leave it out");
            return new ScalarNode(place, ScalarKind.Text, scalar.Value.Replace("\0", "", StringComparison.Ordinal));
        }

        return YamlCoreSchema.Resolve(scalar, place);
    }

    private MapNode ReadMap(Place place)
    {
        var entries = new MapBuilder(_diagnostics);
        var merged = new List<DocumentNode>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode();
            var value = ReadNode();
            if (key is not ScalarNode name)
            {
                _diagnostics.Error(DiagnosticCodes.WrongType, key.Place, $"a key must be text, not {key.TypeName}", "write a plain name before the colon");
            }
            else if (name.Text == "<<")
            {
                merged.Add(value);
            }
            else
            {
                entries.Add(name.Text, name.Place, value);
            }
        }

        foreach (var source in merged) Merge(source, entries);
        return new MapNode(place, entries.Build());
    }

    private void Merge(DocumentNode source, MapBuilder entries)
    {
        var maps = source is SequenceNode list ? list.Items : [source];
        foreach (var node in maps)
        {
            if (node is MapNode map) entries.AddMissing(map);
            else _diagnostics.Error(DiagnosticCodes.WrongType, node.Place, $"'<<' must name a map, not {node.TypeName}", "write <<: *anchor");
        }
    }

    private SequenceNode ReadSequence(Place place)
    {
        var items = new List<DocumentNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _)) items.Add(ReadNode());
        return new SequenceNode(place, items);
    }

    private DocumentNode Anchored(NodeEvent source, DocumentNode node)
    {
        if (!source.Anchor.IsEmpty) _anchors[source.Anchor.Value] = node;
        return node;
    }

    private static Place At(SourceFile file, Mark mark) => new(file, (int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    private static string Reason(string message) => message.TrimEnd('.', ' ');
}
