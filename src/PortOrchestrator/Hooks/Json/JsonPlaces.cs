using System.Text;
using System.Text.Json;

namespace PortOrchestrator.Hooks.Json;

/// <summary>Reads a JSON text, with comments and trailing commas, into values with their places.</summary>
internal static class JsonPlaces
{
    private const int Depth = 512;

    /// <summary>Reads a text.</summary>
    /// <param name="file">The file, for the message.</param>
    /// <param name="bytes">UTF-8 without a byte order mark.</param>
    /// <exception cref="PortOrchestratorException">The text is no JSON.</exception>
    public static JsonSpan Read(string file, ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = Depth });
        try
        {
            reader.Read();
            var root = ReadValue(ref reader);
            // A second value makes the reader throw with its place.
            while (reader.Read()) { }
            return root;
        }
        catch (JsonException e)
        {
            var reason = e.Message.Split(" LineNumber:")[0].TrimEnd('.', ' ');
            throw Refused(file, bytes, OffsetOf(bytes, e), $"it is not valid JSON: {reason}");
        }
        catch (InvalidOperationException)
        {
            throw Refused(file, bytes, (int)reader.TokenStartIndex, "it has an escape that stands for no character");
        }
    }

    /// <summary>An error about a place of a file that is left as it is.</summary>
    public static PortOrchestratorException Refused(string file, ReadOnlySpan<byte> bytes, int offset, string problem)
    {
        var before = bytes[..Math.Min(offset, bytes.Length)];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        var (line, column) = (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
        return new PortOrchestratorException(
            ErrorCode.InvalidConfiguration, $"{file}:{line}:{column}: {problem}. The file was left as it is; correct it, then try again.");
    }

    private static JsonSpan ReadValue(ref Utf8JsonReader reader)
    {
        var (kind, start) = (reader.TokenType, (int)reader.TokenStartIndex);
        switch (kind)
        {
            case JsonTokenType.StartObject:
                var members = new List<JsonMember>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var (key, place) = (reader.GetString()!, (int)reader.TokenStartIndex);
                    reader.Read();
                    members.Add(new JsonMember(key, place, ReadValue(ref reader)));
                }

                return new JsonSpan(kind, start, (int)reader.BytesConsumed) { Members = members };
            case JsonTokenType.StartArray:
                var items = new List<JsonSpan>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(ReadValue(ref reader));
                return new JsonSpan(kind, start, (int)reader.BytesConsumed) { Items = items };
            case JsonTokenType.String:
                return new JsonSpan(kind, start, (int)reader.BytesConsumed) { Text = reader.GetString() };
            default:
                return new JsonSpan(kind, start, (int)reader.BytesConsumed);
        }
    }

    private static int OffsetOf(ReadOnlySpan<byte> bytes, JsonException e)
    {
        var offset = 0;
        for (var line = e.LineNumber ?? 0; line > 0 && bytes[offset..].IndexOf((byte)'\n') is >= 0 and var feed; line--) offset += feed + 1;
        return offset + (int)(e.BytePositionInLine ?? 0);
    }
}
