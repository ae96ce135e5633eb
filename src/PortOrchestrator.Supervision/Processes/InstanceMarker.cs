using System.Buffers;
using System.Globalization;
using System.Text;

namespace PortOrchestrator.Supervision.Processes;

internal static class InstanceMarker
{
    private const string Variable = "PORTORCH_INSTANCE";
    private const int LargestEnvironment = 4 * 1024 * 1024;

    /// <summary>The instance id that a process was started with; null when it has none, has ended, or is not ours to look into.</summary>
    public static string? Read(int pid)
    {
        var name = Encoding.UTF8.GetBytes(Variable + "=");
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/environ");
        for (var size = 16 * 1024; size <= LargestEnvironment; size *= 4)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(size);
            try
            {
                if (ProcFile.Read(path, buffer) is not { } length) return null;
                if (length == buffer.Length && size < LargestEnvironment) continue;
                return Value(buffer.AsSpan(0, length), name);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }

        return null;
    }

    private static string? Value(ReadOnlySpan<byte> environment, ReadOnlySpan<byte> name)
    {
        while (!environment.IsEmpty)
        {
            var end = environment.IndexOf((byte)0);
            var variable = end < 0 ? environment : environment[..end];
            if (variable.StartsWith(name)) return Encoding.UTF8.GetString(variable[name.Length..]);
            if (end < 0) return null;
            environment = environment[(end + 1)..];
        }

        return null;
    }
}
