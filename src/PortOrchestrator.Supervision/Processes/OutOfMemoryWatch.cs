using System.Globalization;
using System.Text;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>
/// Tells whether the kernel has ended processes for want of memory: in our control group, else on the whole machine. The count is compared with the
/// one before, so it says that it happened, not to whom. Not thread-safe.
/// </summary>
/// <param name="root">The root folder; not <c>/</c> in tests only.</param>
internal sealed class OutOfMemoryWatch(string root = "/")
{
    private const string Counter = "oom_kill ";

    private string? _file;
    private long? _before;
    private bool _began;

    /// <summary>Takes the present count as that of before; every call but the first does nothing.</summary>
    public void Begin()
    {
        if (_began) return;
        _began = true;
        foreach (var file in Candidates())
        {
            _before = Read(file);
            if (_before is null) continue;
            _file = file;
            return;
        }
    }

    /// <summary>What to add to the news of a SIGKILL that nobody here has sent; null when memory was not the cause.</summary>
    public string? Explain()
    {
        if (_file is null || Read(_file) is not { } now) return ", perhaps out of memory";
        var happened = now > _before;
        _before = now;
        return happened ? ", probably for want of memory: the system has ended a process for that" : null;
    }

    private IEnumerable<string> Candidates()
    {
        // The line of the unified hierarchy: "0::/user.slice/…".
        if (Text("proc/self/cgroup")?.Split('\n').FirstOrDefault(l => l.StartsWith("0::/", StringComparison.Ordinal)) is { } line)
            yield return Path.Combine("sys/fs/cgroup", line["0::/".Length..].Trim(), "memory.events");
        yield return "proc/vmstat";
    }

    private long? Read(string file)
    {
        foreach (var line in (Text(file) ?? "").Split('\n'))
        {
            if (line.StartsWith(Counter, StringComparison.Ordinal) && long.TryParse(line.AsSpan(Counter.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                return count;
        }

        return null;
    }

    private string? Text(string file)
    {
        var buffer = new byte[16 * 1024];
        return ProcFile.Read(Path.Combine(root, file), buffer) is { } length ? Encoding.ASCII.GetString(buffer, 0, length) : null;
    }
}
