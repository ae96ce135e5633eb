using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace PortOrchestrator.PortRegistry.Processes;

/// <summary>What <c>/proc/PID/stat</c> says about a process. Immutable.</summary>
/// <param name="Name">The program's name, cut off after 15 bytes.</param>
/// <param name="State">The state's letter.</param>
/// <param name="Parent">The parent's process id.</param>
/// <param name="Session">The process that leads its session.</param>
/// <param name="Started">The start time in clock ticks after boot.</param>
internal sealed record ProcessStat(string Name, char State, int Parent, int Session, long Started)
{
    /// <summary>Whether it still runs: one that has ended and waits to be reaped does not.</summary>
    public bool IsAlive => State is not ('Z' or 'X' or 'x');

    /// <summary>Reads about a process; null when there is none with this id, or it is not shown to this user.</summary>
    public static ProcessStat? Read(int pid)
    {
        Span<byte> buffer = stackalloc byte[1024];
        try
        {
            using var file = File.OpenHandle(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
            return Parse(buffer[..RandomAccess.Read(file, buffer, 0)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads the line; null when it is none.</summary>
    public static ProcessStat? Parse(ReadOnlySpan<byte> line)
    {
        // The name is between parentheses, and may itself hold parentheses, spaces and line ends.
        var open = line.IndexOf((byte)'(');
        var close = line.LastIndexOf((byte)')');
        if (open < 0 || close < open || close + 2 >= line.Length) return null;
        var rest = line[(close + 2)..];
        var state = (char)rest[0];
        var (parent, session) = (0, 0);
        for (var field = 3; ; field++)
        {
            var space = rest.IndexOf((byte)' ');
            if (field == 4 && !Utf8Parser.TryParse(rest, out parent, out _)) return null;
            if (field == 6 && !Utf8Parser.TryParse(rest, out session, out _)) return null;
            if (field == 22)
            {
                return Utf8Parser.TryParse(rest, out long started, out _)
                    ? new ProcessStat(Encoding.UTF8.GetString(line[(open + 1)..close]), state, parent, session, started)
                    : null;
            }
            if (space < 0) return null;
            rest = rest[(space + 1)..];
        }
    }
}
