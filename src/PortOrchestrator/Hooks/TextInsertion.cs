namespace PortOrchestrator.Hooks;

/// <summary>Bytes that are put into a text. Immutable.</summary>
/// <param name="Offset">Where, in the text as it was.</param>
/// <param name="Bytes">What.</param>
internal sealed record TextInsertion(int Offset, byte[] Bytes)
{
    /// <summary>Puts all of them in.</summary>
    public static byte[] Apply(byte[] text, IReadOnlyList<TextInsertion> insertions)
    {
        var result = new List<byte>(text.Length + insertions.Sum(i => i.Bytes.Length));
        var done = 0;
        foreach (var insertion in insertions.OrderBy(i => i.Offset))
        {
            result.AddRange(text.AsSpan(done, insertion.Offset - done));
            result.AddRange(insertion.Bytes);
            done = insertion.Offset;
        }

        result.AddRange(text.AsSpan(done));
        return [.. result];
    }
}
