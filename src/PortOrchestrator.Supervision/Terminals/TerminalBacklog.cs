using System.Text;

namespace PortOrchestrator.Supervision.Terminals;

/// <summary>The last bytes that were written to a terminal, for whoever attaches later. For one caller.</summary>
internal sealed class TerminalBacklog
{
    /// <summary>Several screens of text with its colours.</summary>
    public const int Capacity = 64 * 1024;

    private readonly TerminalModes _before = new();
    private byte[] _ring = [];
    private int _start;
    private int _count;
    private bool _isCut;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_ring.Length == 0) _ring = new byte[Capacity];
        if (bytes.Length > Capacity)
        {
            Drop(_count);
            _isCut = true;
            _before.Read(bytes[..^Capacity]);
            bytes = bytes[^Capacity..];
        }

        Drop(_count + bytes.Length - Capacity);
        var at = (_start + _count) % Capacity;
        var first = Math.Min(bytes.Length, Capacity - at);
        bytes[..first].CopyTo(_ring.AsSpan(at));
        bytes[first..].CopyTo(_ring);
        _count += bytes.Length;
    }

    /// <summary>What brings a terminal that has just begun to the present state, as far as it is known.</summary>
    public byte[] Replay()
    {
        // What was cut off must not begin inside a control sequence, or inside a character.
        var modes = _before.Copy();
        var skip = 0;
        while (skip < _count && (!modes.IsAtRest || (_isCut && (At(skip) & 0xC0) == 0x80)))
        {
            modes.Read([At(skip)]);
            skip++;
        }

        var prefix = Encoding.ASCII.GetBytes(modes.Apply);
        var replay = new byte[prefix.Length + _count - skip];
        prefix.CopyTo(replay, 0);
        for (var i = skip; i < _count; i++) replay[prefix.Length + i - skip] = At(i);
        return replay;
    }

    /// <summary>Gives the memory back.</summary>
    public void Clear() => (_ring, _start, _count) = ([], 0, 0);

    private byte At(int index) => _ring[(_start + index) % Capacity];

    private void Drop(int count)
    {
        if (count <= 0) return;
        _isCut = true;
        var first = Math.Min(count, Capacity - _start);
        _before.Read(_ring.AsSpan(_start, first));
        _before.Read(_ring.AsSpan(0, count - first));
        _start = (_start + count) % Capacity;
        _count -= count;
    }
}
