using System.Buffers.Text;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>What /proc/PID/stat says about a process.</summary>
internal readonly record struct ProcessStat(int Pid, char State, int Parent, int Session, long StartTime)
{
    public bool IsAlive => State is not ('Z' or 'X' or 'x');

    /// <summary>Runs, waits for a processor, or waits for a disk.</summary>
    public bool IsBusy => State is 'R' or 'D';

    public static ProcessStat? Read(int pid)
    {
        Span<byte> buffer = stackalloc byte[1024];
        return ProcFile.Read($"/proc/{pid}/stat", buffer) is { } length ? Parse(pid, buffer[..length]) : null;
    }

    public static ProcessStat? Parse(int pid, ReadOnlySpan<byte> text)
    {
        // The name is between parentheses and may itself hold parentheses, spaces and line ends.
        var end = text.LastIndexOf((byte)')');
        if (end < 0 || end + 2 >= text.Length) return null;
        var rest = text[(end + 2)..];
        var state = (char)rest[0];
        int parent = 0, session = 0;
        for (var field = 3; ; field++)
        {
            var space = rest.IndexOf((byte)' ');
            var word = space < 0 ? rest : rest[..space];
            if (field == 4 && !Utf8Parser.TryParse(word, out parent, out _)) return null;
            if (field == 6 && !Utf8Parser.TryParse(word, out session, out _)) return null;
            if (field == 22)
                return Utf8Parser.TryParse(word, out long start, out _) ? new ProcessStat(pid, state, parent, session, start) : null;
            if (space < 0) return null;
            rest = rest[(space + 1)..];
        }
    }
}
