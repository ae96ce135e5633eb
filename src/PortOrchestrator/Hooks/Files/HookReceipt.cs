using System.Text.Json;

namespace PortOrchestrator.Hooks.Files;

/// <summary>
/// What was put into a file, so that exactly that can be taken out again, without a copy of the file, which may have secrets in it. It holds only as
/// long as nobody else changes the file. Immutable.
/// </summary>
/// <param name="Hash">The hash of the file as it was written.</param>
/// <param name="IsWholeFile">Whether there was no file before.</param>
/// <param name="Folders">The folders that were made for the file.</param>
/// <param name="Ranges">Where in the file what was put in stands: offset and length, in order.</param>
internal sealed record HookReceipt(string Hash, bool IsWholeFile, IReadOnlyList<string> Folders, IReadOnlyList<(int Offset, int Length)> Ranges)
{
    /// <summary>The receipt of insertions.</summary>
    public static HookReceipt Of(byte[]? before, byte[] after, IReadOnlyList<TextInsertion> insertions, int shift, IReadOnlyList<string> folders)
    {
        var ranges = new List<(int, int)>();
        foreach (var insertion in insertions.OrderBy(i => i.Offset))
        {
            ranges.Add((insertion.Offset + shift, insertion.Bytes.Length));
            shift += insertion.Bytes.Length;
        }

        return new HookReceipt(ContentHash.Of(after), before is null, folders, ranges);
    }

    /// <summary>The file as it was before; null when somebody has changed it since.</summary>
    public byte[]? Undo(byte[] content)
    {
        if (ContentHash.Of(content) != Hash) return null;
        var before = content.ToList();
        foreach (var (offset, length) in Ranges.Reverse()) before.RemoveRange(offset, length);
        return [.. before];
    }

    public byte[] ToJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("hash", Hash);
            writer.WriteBoolean("wholeFile", IsWholeFile);
            writer.WriteStartArray("folders");
            foreach (var folder in Folders) writer.WriteStringValue(folder);
            writer.WriteEndArray();
            writer.WriteStartArray("ranges");
            foreach (var (offset, length) in Ranges)
            {
                writer.WriteNumberValue(offset);
                writer.WriteNumberValue(length);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Reads a receipt; null when it is none.</summary>
    public static HookReceipt? FromJson(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var numbers = root.GetProperty("ranges").EnumerateArray().Select(n => n.GetInt32()).ToList();
            return new HookReceipt(
                root.GetProperty("hash").GetString()!,
                root.GetProperty("wholeFile").GetBoolean(),
                [.. root.GetProperty("folders").EnumerateArray().Select(f => f.GetString()!)],
                [.. numbers.Chunk(2).Select(p => (p[0], p[1]))]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
