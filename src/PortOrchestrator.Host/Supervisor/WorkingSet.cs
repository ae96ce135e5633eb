using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;

namespace PortOrchestrator.Host.Supervisor;

/// <summary>
/// Gives back the memory that only a burst of work needed. A supervisor sleeps nearly always, and there is one for every checkout that runs.
/// </summary>
internal static unsafe partial class WorkingSet
{
    private const int DontNeed = 4;

    /// <summary>Shrinks the process's memory to what the next command brings back by using it. Costs milliseconds.</summary>
    public static void Trim()
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (!OperatingSystem.IsLinux()) return;
        ReturnFreeHeap();
        foreach (var (start, length) in UnchangedCode().ToList()) _ = Advise((void*)start, (nuint)length, DontNeed);
    }

    /// <summary>
    /// The mappings of program files that nobody can write to, and of which nothing was changed while it could still be written to (as a
    /// library's tables of addresses are): what is dropped of them comes back from the page cache as it was.
    /// </summary>
    private static IEnumerable<(nint Start, long Length)> UnchangedCode()
    {
        (nint Start, long Length)? mapping = null;
        foreach (var line in File.ReadLines("/proc/self/smaps"))
        {
            if (IsMapping(line)) mapping = ReadMapping(line);
            else if (mapping is { } unchanged && line.StartsWith("Anonymous:", StringComparison.Ordinal))
            {
                if (line.AsSpan("Anonymous:".Length).Trim().SequenceEqual("0 kB")) yield return unchanged;
                mapping = null;
            }
        }
    }

    // "00400000-00b52000 r-xp 00000000 fe:00 1234   /usr/bin/portorch", where the lines about it begin with a capital letter.
    private static bool IsMapping(string line) => line.Length > 0 && !char.IsAsciiLetterUpper(line[0]);

    private static (nint Start, long Length)? ReadMapping(string line)
    {
        var fields = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 6 || fields[1] is not ("r-xp" or "r--p") || !fields[5].StartsWith('/')) return null;
        var dash = fields[0].IndexOf('-');
        var start = long.Parse(fields[0].AsSpan(0, dash), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var end = long.Parse(fields[0].AsSpan(dash + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return ((nint)start, end - start);
    }

    private static void ReturnFreeHeap()
    {
        try
        {
            _ = MallocTrim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // Only glibc has it.
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int MallocTrim(nuint padding);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* start, nuint length, int advice);
}
