using System.Buffers.Text;
using System.Globalization;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Resources;

/// <summary>What /proc/PID/stat says that a process has used. Immutable.</summary>
/// <param name="CpuTime">Its own processor time and that of the children it has waited for.</param>
/// <param name="MemoryBytes">Its resident memory.</param>
/// <param name="StartedAfterBoot">When it was started.</param>
internal readonly record struct ProcessUsage(TimeSpan CpuTime, long MemoryBytes, TimeSpan StartedAfterBoot)
{
    // USER_HZ, which the kernel shows its times in on every architecture that .NET runs on.
    private const long TicksPerSecond = 100;
    private const int FirstField = 3;
    private const int UserTime = 14;
    private const int ChildrenSystemTime = 17;
    private const int ResidentPages = 24;

    /// <summary>Reads it; null when the process has ended.</summary>
    public static ProcessUsage? Read(ProcessStat process)
    {
        Span<byte> buffer = stackalloc byte[1024];
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Pid}/stat");
        return ProcFile.Read(path, buffer) is { } length && ProcessStat.Parse(process.Pid, buffer[..length])?.StartTime == process.StartTime
            ? Parse(buffer[..length], process.StartTime)
            : null;
    }

    internal static ProcessUsage? Parse(ReadOnlySpan<byte> text, long startTime)
    {
        var rest = text[(text.LastIndexOf((byte)')') + 2)..];
        long time = 0;
        for (var field = FirstField; ; field++)
        {
            var space = rest.IndexOf((byte)' ');
            if (field is >= UserTime and <= ChildrenSystemTime or ResidentPages)
            {
                if (!Utf8Parser.TryParse(rest, out long number, out _)) return null;
                if (field == ResidentPages) return new ProcessUsage(Time(time), number * Environment.SystemPageSize, Time(startTime));
                time += number;
            }

            if (space < 0) return null;
            rest = rest[(space + 1)..];
        }
    }

    private static TimeSpan Time(long ticks) => TimeSpan.FromTicks(ticks * (TimeSpan.TicksPerSecond / TicksPerSecond));
}
