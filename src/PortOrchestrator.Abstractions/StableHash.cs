using System.Globalization;
using System.Text;

namespace PortOrchestrator;

/// <summary>
/// A hash of a text that is the same on every machine, in every version and every process: FNV-1a, mixed once more so that
/// similar texts lie far apart. Not for secrets. The system's cryptography would cost more memory than the rest of a supervisor.
/// </summary>
internal static class StableHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>The hash as 64 bits.</summary>
    public static ulong Of(string text)
    {
        var hash = Offset;
        foreach (var octet in Encoding.UTF8.GetBytes(text)) hash = (hash ^ octet) * Prime;
        // The finalizer of MurmurHash3: every bit of the input changes every bit of the result with a probability of one half.
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }

    /// <summary>The first 48 bits of the hash as 12 hexadecimal digits.</summary>
    public static string Digits(string text) => (Of(text) >> 16).ToString("x12", CultureInfo.InvariantCulture);
}
