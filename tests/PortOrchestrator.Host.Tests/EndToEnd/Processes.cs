using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace PortOrchestrator.Host.Tests.EndToEnd;

/// <summary>The machine's processes, as /proc tells them.</summary>
internal static class Processes
{
    /// <summary>Processes that still run and have this setting in their environment.</summary>
    public static IReadOnlyList<int> WithVariable(string name, string value)
    {
        // A NUL before it, too: the end of a longer name is another variable.
        var wanted = Encoding.UTF8.GetBytes($"\0{name}={value}\0");
        return [.. All().Where(pid => IsAlive(pid) && Contains(pid, wanted))];
    }

    /// <summary>Processes that still run and have all of these texts in their command line.</summary>
    public static IReadOnlyList<int> WithCommandLine(params string[] texts) =>
        [.. All().Where(pid => CommandLine(pid) is var line && texts.All(t => line.Contains(t, StringComparison.Ordinal)) && IsAlive(pid))];

    /// <summary>How many ended children a process has not collected.</summary>
    public static int Zombies(int parent) => All().Count(pid =>
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] == "Z" && fields[1] == parent.ToString(CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return false;
        }
    });

    public static bool IsAlive(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    public static string CommandLine(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Replace('\0', ' ').Trim();
        }
        catch (IOException)
        {
            return "";
        }
    }

    public static string Describe(IEnumerable<int> pids) => string.Join('\n', pids.Select(p => $"{p} {CommandLine(p)}"));

    public static void Signal(string signal, params IEnumerable<int> pids)
    {
        var list = pids.Select(p => p.ToString(CultureInfo.InvariantCulture)).ToList();
        if (list.Count == 0) return;
        using var kill = Process.Start(new ProcessStartInfo("kill", ["-" + signal, .. list]) { RedirectStandardError = true });
        kill!.WaitForExit();
    }

    private static IEnumerable<int> All() => Directory.EnumerateDirectories("/proc")
        .Select(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0)
        .Where(pid => pid != 0);

    private static bool Contains(int pid, byte[] wanted)
    {
        try
        {
            ReadOnlySpan<byte> environment = (byte[])[0, .. File.ReadAllBytes($"/proc/{pid}/environ")];
            return environment.IndexOf(wanted) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
