using System.Buffers.Text;
using System.Runtime.InteropServices;
using PortOrchestrator.PortRegistry.Interop;

namespace PortOrchestrator.PortRegistry.Listeners;

/// <summary>
/// Goes through the entries of a folder whose names are numbers, as <c>/proc</c> has them. <see cref="Directory"/> would look up the target
/// of every link, which triples the time. A folder that is gone, or not ours to read, has no entries.
/// </summary>
internal unsafe ref struct NumberedFolder
{
    // After two 64-bit numbers, a length and a type; where numbers have 32 bits, after two of those.
    private static readonly int NameOffset = Environment.Is64BitProcess ? 19 : 11;

    private readonly nint _folder;
    private byte* _name;

    public NumberedFolder(string path) => _folder = LinuxCalls.OpenFolder(path);

    public int Current { get; private set; }

    public bool MoveNext()
    {
        if (_folder == 0) return false;
        for (var entry = LinuxCalls.NextEntry(_folder); entry != null; entry = LinuxCalls.NextEntry(_folder))
        {
            _name = entry + NameOffset;
            var name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(_name);
            if (!Utf8Parser.TryParse(name, out int number, out var length) || length != name.Length) continue;
            Current = number;
            return true;
        }
        return false;
    }

    /// <summary>Reads where the current entry leads; empty when it leads nowhere any more.</summary>
    public readonly ReadOnlySpan<byte> ReadLink(Span<byte> buffer)
    {
        var length = LinuxCalls.ReadLink(LinuxCalls.DescriptorOf(_folder), _name, buffer, buffer.Length);
        return length > 0 ? buffer[..(int)length] : [];
    }

    public readonly void Dispose()
    {
        if (_folder != 0) _ = LinuxCalls.CloseFolder(_folder);
    }
}
