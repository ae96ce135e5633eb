using System.Globalization;
using System.Text;

namespace PortOrchestrator.Supervision.Logs.Files;

/// <summary>
/// How far logs were written into a further file, and what was about to be done to it: the journal that lets the next supervisor go on where this one was
/// killed, with no line missing or there twice. Mutable; for one owner.
/// </summary>
/// <param name="path">Where it is kept.</param>
internal sealed class LogFileMark(string path)
{
    /// <summary>Which bytes of each log, by its file name, are in the file.</summary>
    public Dictionary<string, long> Offsets { get; } = new(StringComparer.Ordinal);

    /// <summary>How long the file is when nothing is under way.</summary>
    public long Length { get; set; }

    /// <summary>The bytes that are being appended, and how far a log is written once they are.</summary>
    public (int Count, long To, string Log)? Pending { get; set; }

    /// <summary>The name that the file is being moved to.</summary>
    public string? Moving { get; set; }

    public void Load()
    {
        if (!File.Exists(path)) return;
        foreach (var line in File.ReadAllLines(path))
        {
            var words = line.Split(' ', 4);
            switch (words)
            {
                case ["length", var length]: Length = Number(length); break;
                case ["moving", ..]: Moving = line["moving ".Length..]; break;
                case ["pending", var count, var to, var log]: Pending = ((int)Number(count), Number(to), log); break;
                case ["written", var to, ..]: Offsets[line[(words[0].Length + to.Length + 2)..]] = Number(to); break;
            }
        }
    }

    // Renamed into place: half of it would be wrong about the other half.
    public void Save()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"length {Length}\n");
        if (Moving is not null) text.Append(CultureInfo.InvariantCulture, $"moving {Moving}\n");
        if (Pending is var (count, to, log)) text.Append(CultureInfo.InvariantCulture, $"pending {count} {to} {log}\n");
        foreach (var (name, offset) in Offsets) text.Append(CultureInfo.InvariantCulture, $"written {offset} {name}\n");
        var next = path + ".new";
        File.WriteAllText(next, text.ToString());
        File.Move(next, path, overwrite: true);
    }

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
