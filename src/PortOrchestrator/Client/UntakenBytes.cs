using System.Collections.Immutable;

namespace PortOrchestrator.Client;

/// <summary>What was typed into a terminal and is not known to have got there. Thread-safe.</summary>
internal sealed class UntakenBytes
{
    private Pieces _pieces = new(0, []);

    /// <summary>What is not known to have been taken, in order.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> ToList() => _pieces.Rest;

    /// <summary>Remembers a copy of what is typed.</summary>
    public void Add(ReadOnlyMemory<byte> bytes)
    {
        var copy = bytes.ToArray();
        ImmutableInterlocked.Update(ref _pieces, pieces => pieces with { Rest = pieces.Rest.Add(copy) });
    }

    /// <summary>Forgets what was taken.</summary>
    /// <param name="count">How many bytes of all that was ever typed.</param>
    public void Forget(long count) => ImmutableInterlocked.Update(ref _pieces, pieces =>
    {
        var (taken, rest) = pieces;
        while (!rest.IsEmpty && taken < count)
        {
            var first = rest[0];
            var length = (int)Math.Min(first.Length, count - taken);
            taken += length;
            rest = length == first.Length ? rest.RemoveAt(0) : rest.SetItem(0, first[length..]);
        }

        return new Pieces(taken, rest);
    });

    private sealed record Pieces(long Taken, ImmutableList<ReadOnlyMemory<byte>> Rest);
}
