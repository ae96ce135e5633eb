using System.Runtime.InteropServices;
using System.Text;

namespace PortOrchestrator.Supervision.Processes.Interop;

/// <summary>A null-terminated vector of C strings in one block of memory, as argv and envp are.</summary>
internal sealed unsafe class Utf8Vector : IDisposable
{
    private byte** _block;

    public Utf8Vector(IReadOnlyList<string> texts)
        : this(texts.Count, texts.Sum(t => Encoding.UTF8.GetByteCount(t) + 1), out var next)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            _block[i] = next;
            Append(ref next, texts[i]);
            *next++ = 0;
        }
    }

    private Utf8Vector(int count, int size, out byte* texts)
    {
        var pointers = (count + 1) * sizeof(byte*);
        _block = (byte**)NativeMemory.Alloc((nuint)(pointers + size));
        _block[count] = null;
        texts = (byte*)_block + pointers;
    }

    /// <summary>Makes the vector of an environment: <c>NAME=value</c> each.</summary>
    public static Utf8Vector Of(IReadOnlyDictionary<string, string> variables)
    {
        // Thousands of variables are usual in large projects: no text is made of each before it is copied.
        var (count, size) = (0, 0);
        foreach (var (name, value) in variables)
        {
            count++;
            size += Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value) + 2;
        }

        var vector = new Utf8Vector(count, size, out var next);
        var i = 0;
        foreach (var (name, value) in variables)
        {
            vector._block[i++] = next;
            Append(ref next, name);
            *next++ = (byte)'=';
            Append(ref next, value);
            *next++ = 0;
        }

        return vector;
    }

    public byte** Pointer => _block;

    public void Dispose()
    {
        NativeMemory.Free(_block);
        _block = null;
    }

    private static void Append(ref byte* next, string text) => next += Encoding.UTF8.GetBytes(text, new Span<byte>(next, Encoding.UTF8.GetMaxByteCount(text.Length)));
}
