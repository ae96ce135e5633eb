using System.Runtime.InteropServices;
using System.Text;

namespace PortOrchestrator.Supervision.Processes.Interop;

/// <summary>A null-terminated vector of C strings in one block of memory, as argv and envp are.</summary>
internal sealed unsafe class Utf8Vector : IDisposable
{
    private byte** _block;

    public Utf8Vector(IReadOnlyList<string> texts)
    {
        var bytes = texts.Sum(t => Encoding.UTF8.GetByteCount(t) + 1);
        var pointers = (texts.Count + 1) * sizeof(byte*);
        _block = (byte**)NativeMemory.Alloc((nuint)(pointers + bytes));
        var next = (byte*)_block + pointers;
        for (var i = 0; i < texts.Count; i++)
        {
            _block[i] = next;
            next += Encoding.UTF8.GetBytes(texts[i], new Span<byte>(next, bytes));
            *next++ = 0;
        }

        _block[texts.Count] = null;
    }

    public byte** Pointer => _block;

    public void Dispose()
    {
        NativeMemory.Free(_block);
        _block = null;
    }
}
