using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>
/// Reads the index of a log: entries of 16 bytes, little-endian, the end offset and the UTC ticks when it was seen, both never falling.
/// What is left of a torn last entry is not looked at.
/// </summary>
internal sealed class LogIndex : IDisposable
{
    public const int EntrySize = 16;

    private const int EntriesPerBlock = 256;

    private readonly SafeFileHandle? _file;
    private readonly byte[] _block = new byte[EntriesPerBlock * EntrySize];
    private int _cached = -1;

    private LogIndex(SafeFileHandle? file)
    {
        _file = file;
        Count = file is null ? 0 : (int)Math.Min(int.MaxValue, RandomAccess.GetLength(file) / EntrySize);
    }

    public int Count { get; }

    public static string PathFor(string log) => log + ".index";

    /// <summary>Opens the index of a log; one that cannot be read has no entries.</summary>
    public static LogIndex Open(string log)
    {
        try
        {
            return new LogIndex(File.OpenHandle(PathFor(log), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new LogIndex(null);
        }
    }

    public static void Write(Span<byte> target, LogIndexEntry entry)
    {
        BinaryPrimitives.WriteInt64LittleEndian(target, entry.End);
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], entry.Time.UtcTicks);
    }

    public static LogIndexEntry Parse(ReadOnlySpan<byte> bytes)
    {
        var ticks = Math.Clamp(BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]), 0, DateTime.MaxValue.Ticks);
        return new LogIndexEntry(BinaryPrimitives.ReadInt64LittleEndian(bytes), new DateTimeOffset(ticks, TimeSpan.Zero));
    }

    public LogIndexEntry this[int index]
    {
        get
        {
            var block = index / EntriesPerBlock;
            if (block != _cached)
            {
                RandomAccess.Read(_file!, _block, (long)block * _block.Length);
                _cached = block;
            }

            return Parse(_block.AsSpan(index % EntriesPerBlock * EntrySize, EntrySize));
        }
    }

    /// <summary>The first entry that reaches an offset; <see cref="Count"/> when none does.</summary>
    public int FirstReaching(long offset) => First(offset, static (entry, wanted) => entry.End >= wanted);

    /// <summary>The first entry of a time or later; <see cref="Count"/> when there is none.</summary>
    public int FirstSince(DateTimeOffset time) => First(time, static (entry, wanted) => entry.Time >= wanted);

    public void Dispose() => _file?.Dispose();

    private int First<T>(T wanted, Func<LogIndexEntry, T, bool> holds)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (holds(this[middle], wanted)) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}
