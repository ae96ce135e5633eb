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
