namespace PortOrchestrator.Hooks.Json;

/// <summary>Takes values out of a JSON text, with the comma and the blanks that came with them.</summary>
internal static class JsonRemoval
{
    /// <summary>Takes an item out of an array.</summary>
    public static byte[] Item(byte[] bytes, JsonSpan array, JsonSpan item)
    {
        var index = array.Items.ToList().IndexOf(item);
        return Remove(bytes, array, item.Start, item.End, index > 0 ? array.Items[index - 1].End : -1, index + 1 < array.Items.Count);
    }

    /// <summary>Takes a member out of an object.</summary>
    public static byte[] Member(byte[] bytes, JsonSpan map, JsonMember member)
    {
        var index = map.Members.ToList().IndexOf(member);
        return Remove(bytes, map, member.Start, member.Value.End, index > 0 ? map.Members[index - 1].Value.End : -1, index + 1 < map.Members.Count);
    }

    private static byte[] Remove(byte[] bytes, JsonSpan container, int start, int end, int before, bool isFollowed)
    {
        var close = container.End - 1;
        var from = JsonTrivia.BlanksBefore(bytes, before < 0 ? container.Start + 1 : before, start);
        var to = end;
        // The comma behind it goes with it; that of the last one, where there is none behind, stands before it.
        _ = JsonTrivia.EndOf(bytes, end, isFollowed ? CommaEnd(bytes, end) : close, out var comma);
        if (comma >= 0) to = comma + 1;
        else if (before < 0 && bytes.AsSpan(to..close).TrimStart(" \t\r\n"u8).IsEmpty) to = close;

        var result = new List<byte>(bytes.Length);
        result.AddRange(bytes.AsSpan(0, from));
        result.AddRange(bytes.AsSpan(to));
        if (comma >= 0 || before < 0) return [.. result];
        _ = JsonTrivia.EndOf(bytes, before, start, out var leading);
        result.RemoveAt(leading);
        return [.. result];
    }

    private static int CommaEnd(ReadOnlySpan<byte> bytes, int from)
    {
        // Of two commas that a stretch might have, the first is the one behind the value; comments are looked through by growing the stretch.
        for (var to = from + 1; ; to++)
        {
            _ = JsonTrivia.EndOf(bytes, from, to, out var comma);
            if (comma >= 0) return to;
        }
    }
}
