using System.Text;

namespace PortOrchestrator.PortRegistry.Collection;

/// <summary>The mounted file systems, in the order in which they were mounted. Immutable.</summary>
internal sealed class MountTable(IReadOnlyList<Mount> mounts)
{
    private static readonly StringComparison Comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Reads the table as this process sees it; empty when the system does not tell.</summary>
    public static MountTable Read()
    {
        try
        {
            return OperatingSystem.IsLinux()
                ? Parse(File.ReadAllText("/proc/self/mountinfo"))
                : new MountTable([.. DriveInfo.GetDrives().Where(d => d.IsReady).Select(d => new Mount(d.Name, d.DriveFormat))]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new MountTable([]);
        }
    }

    /// <summary>Reads the text of <c>/proc/PID/mountinfo</c> (proc_pid_mountinfo(5)), and leaves out lines that are none.</summary>
    public static MountTable Parse(string text)
    {
        var mounts = new List<Mount>();
        foreach (var line in text.Split('\n'))
        {
            var fields = line.Split(' ');
            // A varying number of optional fields ends with a lone hyphen.
            var end = fields.Length > 6 ? Array.IndexOf(fields, "-", 6) : -1;
            if (end < 0 || fields.Length < end + 4) continue;
            mounts.Add(new Mount(Unescape(fields[4]), Unescape(fields[end + 2]), Unescape(fields[3]), Unescape(fields[end + 3])));
        }
        return new MountTable(mounts);
    }

    /// <summary>Finds the mount that a path is on, by its text alone; null when the table is empty.</summary>
    public Mount? Of(string path)
    {
        Mount? found = null;
        foreach (var mount in mounts)
        {
            // Of two on one folder the later one hides the other.
            if (Covers(mount.Point, path) && mount.Point.Length >= (found?.Point.Length ?? 0)) found = mount;
        }
        return found;
    }

    private static bool Covers(string point, string path) => path.StartsWith(point, Comparison)
        && (path.Length == point.Length || Path.EndsInDirectorySeparator(point) || path[point.Length] == Path.DirectorySeparatorChar);

    private static string Unescape(string field)
    {
        if (!field.Contains('\\')) return field;
        var bytes = Encoding.UTF8.GetBytes(field);
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var isEscape = bytes[i] == '\\' && i + 3 < bytes.Length && bytes.AsSpan(i + 1, 3).IndexOfAnyExceptInRange((byte)'0', (byte)'7') < 0;
            bytes[length++] = isEscape ? (byte)(((bytes[i + 1] - '0') * 64) + ((bytes[i + 2] - '0') * 8) + bytes[i + 3] - '0') : bytes[i];
            if (isEscape) i += 3;
        }
        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}
