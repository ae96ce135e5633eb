using System.Text;
using System.Text.Json;

namespace PortOrchestrator.ConfigParsers.Documents;

/// <summary>Reads JSON, with comments and trailing commas, into values with places.</summary>
internal ref struct JsonDocumentReader
{
    private readonly SourceFile _file;
    private readonly DiagnosticBag _diagnostics;
    private Utf8JsonReader _json;

    private JsonDocumentReader(SourceFile file, DiagnosticBag diagnostics)
    {
        _file = file;
        _diagnostics = diagnostics;
        _json = new Utf8JsonReader(file.Bytes, new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
            // One more than allowed, so that the limit is ours and its message, too.
            MaxDepth = DocumentLimits.Depth + 1,
        });
    }

    private Place Here => _file.PlaceOf(_json.TokenStartIndex);

    public static DocumentNode? Read(SourceFile file, DiagnosticBag diagnostics)
    {
        var reader = new JsonDocumentReader(file, diagnostics);
        try
        {
            if (!reader._json.Read()) return null;
            var root = reader.ReadValue();
            while (reader._json.Read())
            {
                // A second value makes the reader throw with its place.
            }

            return root;
        }
        catch (DepthException e)
        {
            diagnostics.Error(DiagnosticCodes.TooDeep, e.Place, "the configuration is nested too deeply", "no key needs that many levels");
        }
        catch (JsonException e)
        {
            var place = file.PlaceOf(file.OffsetOf(e.LineNumber ?? 0, e.BytePositionInLine ?? 0));
            diagnostics.Error(DiagnosticCodes.Syntax, place, "the file is not valid JSON: " + Reason(e.Message), "comments and trailing commas are fine");
        }
        catch (InvalidOperationException)
        {
            diagnostics.Error(DiagnosticCodes.Syntax, reader.Here, "the text has an escape that stands for no character", "write \\uD83D\\uDE00 pairs in full");
        }

        return null;
    }

    private DocumentNode ReadValue()
    {
        var place = Here;
        return _json.TokenType switch
        {
            JsonTokenType.StartObject => ReadMap(place),
            JsonTokenType.StartArray => ReadSequence(place),
            JsonTokenType.String => ReadText(place),
            JsonTokenType.Number => ScalarNode.OfNumber(place, Encoding.UTF8.GetString(_json.ValueSpan)),
            JsonTokenType.True => ScalarNode.OfFlag(place, true),
            JsonTokenType.False => ScalarNode.OfFlag(place, false),
            _ => new ScalarNode(place, ScalarKind.Null, ""),
        };
    }

    private ScalarNode ReadText(Place place)
    {
        var text = _json.GetString() ?? "";
        if (text.Contains('\0')) _diagnostics.Error(DiagnosticCodes.NotUtf8, place, "the text contains a NUL character", "leave it out");
        return new ScalarNode(place, ScalarKind.Text, text.Replace("\0", "", StringComparison.Ordinal));
    }

    private MapNode ReadMap(Place place)
    {
        CheckDepth(place);
        var entries = new MapBuilder(_diagnostics);
        while (_json.Read() && _json.TokenType != JsonTokenType.EndObject)
        {
            var keyPlace = Here;
            var key = _json.GetString() ?? "";
            _json.Read();
            entries.Add(key, keyPlace, ReadValue());
        }

        return new MapNode(place, entries.Build());
    }

    private SequenceNode ReadSequence(Place place)
    {
        CheckDepth(place);
        var items = new List<DocumentNode>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray) items.Add(ReadValue());
        return new SequenceNode(place, items);
    }

    private readonly void CheckDepth(Place place)
    {
        if (_json.CurrentDepth >= DocumentLimits.Depth) throw new DepthException(place);
    }

    // The reader appends its own place, which counts from 0; ours is in the diagnostic.
    private static string Reason(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.', ' ');
    }
}
