using System.Buffers;
using System.Globalization;
using System.Text;

namespace PortOrchestrator.Supervision.Processes;

internal static class InstanceMarker
{
    private const string Variable = "PORTORCH_INSTANCE";
    private const int LargestEnvironment = 4 * 1024 * 1024;

    /// <summary>Whether a process was started with the instance id in its environment.</summary>
    public static bool Carries(int pid, string instanceId)
    {
        var wanted = Encoding.UTF8.GetBytes($"{Variable}={instanceId}\0");
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/environ");
        for (var size = 16 * 1024; size <= LargestEnvironment; size *= 4)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(size);
            try
            {
                if (ProcFile.Read(path, buffer) is not { } length) return false;
                if (Contains(buffer.AsSpan(0, length), wanted)) return true;
                if (length < buffer.Length) return false;
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }

        return false;
    }

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

    private static bool Contains(ReadOnlySpan<byte> environment, ReadOnlySpan<byte> wanted)
    {
        while (environment.IndexOf(wanted) is >= 0 and var index)
        {
            if (index == 0 || environment[index - 1] == 0) return true;
            environment = environment[(index + 1)..];
        }

        return false;
    }
}
