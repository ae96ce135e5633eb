using System.Buffers.Text;
using System.Globalization;
using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>
/// Marks what descends from a service in a way that survives a cleared environment, a session of its own, redirected output and the death of
/// every ancestor: the soft limit of real-time processor time (Linux), which every child inherits. The numbers used are beyond 146,000 years, so
/// that they limit nothing.
/// </summary>
public static class InstanceTag
{
    // 2^62 microseconds, and room for 60 bits of the instance id below.
    private const ulong First = 1UL << 62;
    private const int Digits = 15;
    private const int IdLength = 32;
    private const ulong Last = First + (1UL << (4 * Digits)) - 1;

    /// <summary>Takes this program out of a service that has started it, and with it whatever it starts. Does nothing outside of one.</summary>
    public static void Forget()
    {
        if (!OperatingSystem.IsLinux() || Libc.GetLimit(Libc.RealTimeResource, out var limit) != 0) return;
        if (limit.Soft is >= First and <= Last) _ = Libc.SetLimit(Libc.RealTimeResource, limit with { Soft = limit.Hard });
    }

    /// <summary>The number that stands for an instance; null when it is none of ours, and on other systems.</summary>
    internal static ulong? Of(string? instanceId) =>
        OperatingSystem.IsLinux() && instanceId is { Length: IdLength }
        && ulong.TryParse(instanceId.AsSpan(0, Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            ? First + number
            : null;

    /// <summary>The number that a process has inherited; null when it has none, or has ended.</summary>
    internal static ulong? Read(int pid)
    {
        Span<byte> buffer = stackalloc byte[4096];
        return ProcFile.Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/limits"), buffer) is { } length ? Parse(buffer[..length]) : null;
    }

    internal static ulong? Parse(ReadOnlySpan<byte> limits)
    {
        var name = "Max realtime timeout"u8;
        var at = limits.IndexOf(name);
        if (at < 0) return null;
        var rest = limits[(at + name.Length)..].TrimStart((byte)' ');
        return Utf8Parser.TryParse(rest, out ulong soft, out _) && soft is >= First and <= Last ? soft : null;
    }
}
