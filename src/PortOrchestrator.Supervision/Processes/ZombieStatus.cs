using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>Reads how a process ended that nobody has collected yet.</summary>
internal static class ZombieStatus
{
    /// <summary>The wait status, the last field of /proc/PID/stat; null when the process is gone, lives, or is not ours to look into.</summary>
    public static int? Read(ProcessIdentity process)
    {
        Span<byte> buffer = stackalloc byte[1024];
        if (ProcFile.Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Pid}/stat"), buffer) is not { } length) return null;
        ReadOnlySpan<byte> text = buffer[..length].TrimEnd((byte)'\n');
        if (ProcessStat.Parse(process.Pid, text) is not { State: 'Z' } stat || stat.StartTime != process.StartTime) return null;
        if (!Utf8Parser.TryParse(text[(text.LastIndexOf((byte)' ') + 1)..], out int status, out _)) return null;
        // The kernel writes 0 for whoever may not know.
        return status != 0 || IsOurs(process.Pid) ? status : null;
    }

    private static bool IsOurs(int pid)
    {
        var own = Users("/proc/self/status");
        var its = Users(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/status"));
        return own is not null && its is not null && its.All(u => u == own[1]);
    }

    // "Uid:", then the real, effective, saved and file system user.
    private static string[]? Users(string path)
    {
        var buffer = new byte[2048];
        if (ProcFile.Read(path, buffer) is not { } length) return null;
        return Encoding.ASCII.GetString(buffer, 0, length).Split('\n').FirstOrDefault(l => l.StartsWith("Uid:", StringComparison.Ordinal))?.Split('\t')[1..];
    }
}
