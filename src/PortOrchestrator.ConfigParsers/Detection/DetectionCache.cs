using System.Reflection;
using System.Text;
using PortOrchestrator.ConfigParsers.Detection.Facts;
using PortOrchestrator.ConfigParsers.Detection.Tables;

namespace PortOrchestrator.ConfigParsers.Detection;

/// <summary>
/// Remembers what files said, by path, time and size. A cache of another version, of other tables or with any damage is as good as none; one
/// that cannot be written is no failure.
/// </summary>
internal sealed class DetectionCache
{
    private const uint Mark = 0x31434450;
    private const int LongestFile = 8 * 1024 * 1024;
    private const int MostFiles = 10_000;
    private const int MostCaches = 200;

    // A file that was written this recently may be written again without a change of its time.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    private static readonly string Version =
        typeof(DetectionCache).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion + " " + StableHash.Digits(RecognisedFiles.Fingerprint);

    private readonly Dictionary<string, Entry> _known;

    private DetectionCache(Dictionary<string, Entry> known) => _known = known;

    public static DetectionCache Empty => new(new Dictionary<string, Entry>(StringComparer.Ordinal));

    public static DetectionCache Load(string? file)
    {
        try
        {
            if (file is null || new FileInfo(file) is not { Exists: true, Length: > 0 and <= LongestFile }) return Empty;
            return Parse(File.ReadAllBytes(file)) ?? Empty;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Empty;
        }
    }

    public IReadOnlyList<Fact>? Find(ScannedFile file) =>
        _known.TryGetValue(file.Path, out var entry) && entry.Size == file.Size && entry.Modified == file.Modified ? entry.Facts : null;

    /// <summary>Writes what is known now, whole or not at all.</summary>
    public static void Save(string path, IReadOnlyList<(ScannedFile File, IReadOnlyList<Fact> Facts)> files, DateTimeOffset now)
    {
        var settled = files.Where(f => f.File.Modified < (now - Settled).UtcTicks).Take(MostFiles).ToList();
        var bytes = Write(settled);
        if (bytes.Length > LongestFile) return;
        var draft = FormattableString.Invariant($"{path}.{Environment.ProcessId}.tmp");
        try
        {
            StatePaths.CreatePrivateFolder(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(draft, bytes);
            File.Move(draft, path, overwrite: true);
            Collect(Path.GetDirectoryName(path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PortOrchestratorException)
        {
            // The next run reads the files again.
        }
    }

    internal static byte[] Write(IReadOnlyList<(ScannedFile File, IReadOnlyList<Fact> Facts)> files)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Version);
        writer.Write(files.Count);
        foreach (var (file, facts) in files)
        {
            writer.Write(file.Path);
            writer.Write(file.Size);
            writer.Write(file.Modified);
            writer.Write(facts.Count);
            foreach (var fact in facts)
            {
                writer.Write(fact.Key);
                writer.Write(fact.Value);
                writer.Write7BitEncodedInt(fact.Line);
            }
        }

        writer.Flush();
        var sum = Sum(stream.GetBuffer().AsSpan(0, (int)stream.Length));
        writer.Write(sum);
        writer.Write(Mark);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null for anything else.</summary>
    internal static DetectionCache? Parse(byte[] bytes)
    {
        const int End = sizeof(ulong) + sizeof(uint);
        if (bytes.Length <= End || BitConverter.ToUInt32(bytes, bytes.Length - sizeof(uint)) != Mark) return null;
        if (Sum(bytes.AsSpan(0, bytes.Length - End)) != BitConverter.ToUInt64(bytes, bytes.Length - End)) return null;
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes, 0, bytes.Length - End), Encoding.UTF8);
            if (reader.ReadString() != Version) return null;
            var count = reader.ReadInt32();
            var known = new Dictionary<string, Entry>(StringComparer.Ordinal);
            for (var i = 0; i < count; i++)
            {
                var path = reader.ReadString();
                var (size, modified) = (reader.ReadInt64(), reader.ReadInt64());
                var facts = new Fact[reader.ReadInt32()];
                for (var j = 0; j < facts.Length; j++) facts[j] = new Fact(reader.ReadString(), reader.ReadString(), reader.Read7BitEncodedInt());
                known[path] = new Entry(size, modified, facts);
            }

            return new DetectionCache(known);
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    // Projects come and go; what was not written for longest goes first.
    private static void Collect(string folder)
    {
        var caches = new DirectoryInfo(folder).GetFiles("*.cache");
        if (caches.Length <= MostCaches) return;
        foreach (var old in caches.OrderByDescending(c => c.LastWriteTimeUtc).Skip(MostCaches)) old.Delete();
    }

    private static ulong Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 14695981039346656037UL;
        foreach (var octet in bytes) sum = (sum ^ octet) * 1099511628211UL;
        return sum;
    }

    private sealed record Entry(long Size, long Modified, Fact[] Facts);
}
