using PortOrchestrator.Supervision.Logs;
using PortOrchestrator.Supervision.Logs.Files;

namespace PortOrchestrator.Supervision.Tests.Logs.Files;

/// <summary>A log and a further file in a temporary folder, written as by supervisor after supervisor.</summary>
internal sealed class FileWriting : IDisposable
{
    private readonly LogFolder _folder = new();

    public string Log => _folder.Log;

    public string Folder => _folder.Path;

    public string ErrorLog => Path.Combine(_folder.Path, "web.err.log");

    public string Target => Path.Combine(_folder.Path, "elsewhere", "web.txt");

    public string Mark => Directory.GetFiles(_folder.Path, "*.written").Single();

    public LogFileDefinition Definition { get; set; } = null!;

    public FileWriting() => Definition = new LogFileDefinition { Path = Target, Format = LogFileFormat.Text, FieldsOrder = ["message"], Metadata = false };

    public LogFileSource Source(long runStart = 0, string? log = null, bool isError = false) => new(log ?? Log, "web", 1, isError, runStart);

    /// <summary>Writes what is new, as a supervisor that knows nothing but the journal.</summary>
    public LogFileWriter Write(long runStart = 0, bool ended = false, bool clear = false)
    {
        var (writer, source) = (Begin(out var begun, runStart, clear), begun);
        writer.Update(source, ended, CancellationToken.None);
        return writer;
    }

    public LogFileWriter Begin(out LogFileSource source, long runStart = 0, bool clear = false)
    {
        var writer = new LogFileWriter(Definition, _folder.Path, TimeProvider.System);
        source = Source(runStart);
        writer.Begin(Definition, [source], clear, CancellationToken.None);
        return writer;
    }

    public void Append(string text) => File.AppendAllText(Log, text);

    public string Written() => File.Exists(Target) ? File.ReadAllText(Target) : "";

    public string[] Backups() => [.. Directory.GetFiles(Path.GetDirectoryName(Target)!).Where(f => f != Target).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Delete();
}
