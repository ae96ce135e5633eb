namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>The numbers of a block at offset 0, and the offsets to try. Immutable.</summary>
internal sealed class BlockBases
{
    private readonly PortRange _within;
    private readonly bool _written;
    private readonly bool[] _isWritten;
    private readonly PortOrigin _origin;

    private BlockBases(int[] numbers, bool[] isWritten, PortRange within, PortOrigin origin) =>
        (Numbers, _isWritten, _within, _written, _origin) = (numbers, isWritten, within, origin == PortOrigin.Following, origin);

    /// <summary>The number of each member at offset 0.</summary>
    public IReadOnlyList<int> Numbers { get; }

    /// <summary>Counts from the written numbers, or from the start of the range or a place in the pool that the block's owners always begin at.</summary>
    public static BlockBases Of(PortBlockRequest block, PortRange? range, PortRange pool)
    {
        var members = block.Members;
        var written = members.Any(m => m.Port is not null);
        // Written numbers say where the block belongs; the pool is only for blocks that say nothing.
        var within = range ?? (written ? new PortRange(1, 65535) : pool);
        var next = range is not null || written ? within.First : pool.First + CandidateSequence.Start(KeyOf(block), Math.Max(1, pool.Count - members.Count + 1));
        if (members.Select((m, i) => (m.Port, i)).FirstOrDefault(m => m.Port is not null) is ({ } first, var at)) next = first - at;
        var numbers = new int[members.Count];
        var taken = members.Select(m => m.Port).OfType<int>().ToHashSet();
        for (var i = 0; i < numbers.Length; i++)
        {
            while (members[i].Port is null && !taken.Add(next)) next++;
            numbers[i] = members[i].Port ?? next;
            next = numbers[i] + 1;
        }
        var origin = written ? PortOrigin.Following : range is null ? PortOrigin.Pool : PortOrigin.Range;
        return new BlockBases(numbers, [.. members.Select(m => m.Port is not null)], within, origin);
    }

    /// <summary>Only the number itself was written, and only without an offset.</summary>
    public PortOrigin OriginOf(int member, int offset) =>
        _isWritten[member] && offset == 0 ? PortOrigin.Written : _origin;

    /// <summary>The offsets, best first: those that keep every port inside the range. Linked worktrees leave the numbers at offset 0 to the main checkout.</summary>
    /// <param name="isMain">Whether the block is the main checkout's.</param>
    public IEnumerable<int> Offsets(bool isMain)
    {
        var (lowest, highest) = (_within.First - Numbers.Min(), _within.Last - Numbers.Max());
        var mains = _written && !isMain ? Numbers.ToHashSet() : [];
        for (var offset = Math.Max(lowest, 0); offset <= highest; offset++)
        {
            if (mains.Count == 0 || !Numbers.Any(n => mains.Contains(n + offset))) yield return offset;
        }
        // What lies before the place that the search began at.
        if (_written) yield break;
        for (var offset = lowest; offset < 0; offset++) yield return offset;
    }

    private static PortKey KeyOf(PortBlockRequest block) => new()
    {
        ProjectId = block.Project.ProjectId,
        Checkout = block.Project.Checkout,
        Service = block.Members[0].Service,
        Name = block.Members[0].Name,
    };
}
