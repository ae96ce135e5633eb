using System.Globalization;

namespace PortOrchestrator.Supervision.Logs;

/// <summary>
/// Where a log begins since it was last cleared, kept in <c>NAME.log.begin</c>: a file system gives back whole blocks only, and some nothing at all.
/// </summary>
internal static class LogBeginning
{
    public static long Read(string log)
    {
        try
        {
            var path = PathFor(log);
            return File.Exists(path) && long.TryParse(File.ReadAllText(path), NumberStyles.None, CultureInfo.InvariantCulture, out var begin) ? begin : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    public static void Write(string log, long begin)
    {
        var next = PathFor(log) + ".new";
        File.WriteAllText(next, begin.ToString(CultureInfo.InvariantCulture));
        File.Move(next, PathFor(log), overwrite: true);
    }

    private static string PathFor(string log) => log + ".begin";
}
