using System.Globalization;

namespace PortOrchestrator.Host.Tests.EndToEnd;

/// <summary>Reads what services with numbered lines wrote, and finds what is missing, doubled or written by two runs at a time.</summary>
internal static class NumberedLog
{
    /// <summary>The log of a service with its archives, in the order in which it was written.</summary>
    public static IReadOnlyList<string> Read(string logPath)
    {
        var archives = Directory.EnumerateFiles(Path.GetDirectoryName(logPath)!, Path.GetFileNameWithoutExtension(logPath) + ".*-*.log")
            .Select(f => (File: f, Range: Path.GetFileNameWithoutExtension(f).Split('.')[^1].Split('-')))
            .Select(a => (a.File, From: long.Parse(a.Range[0], CultureInfo.InvariantCulture), To: long.Parse(a.Range[1], CultureInfo.InvariantCulture)))
            .OrderBy(a => a.From).ToList();
        var bytes = new List<byte>();
        var at = 0L;
        foreach (var (file, from, to) in archives)
        {
            Assert.That(from, Is.EqualTo(at), $"{file} follows what is before it");
            bytes.AddRange(File.ReadAllBytes(file));
            at = to;
        }

        // What was archived is punched out: the file still begins at 0, with a hole.
        bytes.AddRange(File.ReadAllBytes(logPath).AsSpan((int)at));
        return System.Text.Encoding.ASCII.GetString([.. bytes]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>What is wrong with the lines; empty when each run's come in one piece, from 1 to its end.</summary>
    /// <param name="lines">The lines.</param>
    /// <returns>The problems, and how many runs and lines there were.</returns>
    public static (IReadOnlyList<string> Problems, int Runs, int Lines) Examine(IReadOnlyList<string> lines)
    {
        var problems = new List<string>();
        var runs = new HashSet<string>();
        string? run = null;
        var last = 0;
        var ended = true;
        for (var i = 0; i < lines.Count; i++)
        {
            var words = lines[i].Split(' ');
            var isEnd = words.Length > 1 && words[1] == "end";
            if (words.Length < 2 || !int.TryParse(words[isEnd ? 2 : 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                problems.Add($"line {i + 1} is torn: {lines[i]}");
                continue;
            }

            if (words[0] != run)
            {
                if (!ended) problems.Add($"run {run} has lost its last lines after {last}");
                if (!runs.Add(words[0])) problems.Add($"runs {run} and {words[0]} lived at one time");
                (run, last) = (words[0], 0);
            }

            if (number != (isEnd ? last : last + 1)) problems.Add($"run {run}: {number} follows {last}");
            (last, ended) = (number, isEnd);
        }

        if (!ended) problems.Add($"run {run} has lost its last lines after {last}");
        return (problems, runs.Count, lines.Count);
    }
}
