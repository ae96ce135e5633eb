using PortOrchestrator.Configuration;
using PortOrchestrator.Services;
using PortOrchestrator.Supervision.Logs;

namespace PortOrchestrator.Supervision.Tests.Logs;

/// <summary>A temporary folder with the log of one service.</summary>
internal sealed class LogFolder
{
    public string Path { get; } = Directory.CreateTempSubdirectory("portorch-logs-").FullName;

    public string Log => System.IO.Path.Combine(Path, "web.log");

    public TrackedLog Tracked(LogDefinition? definition = null) => new() { Path = Log, Name = "web", Definition = definition ?? new LogDefinition() };

    public async Task<string[]> ReadAsync(LogQuery? query = null) => [.. (await ReadLinesAsync(query)).Select(line => line.Text)];

    public async Task<List<LogLine>> ReadLinesAsync(LogQuery? query = null)
    {
        var lines = new List<LogLine>();
        await foreach (var line in LogReader.ReadAsync(Log, "web", query ?? new LogQuery())) lines.Add(line);
        return lines;
    }

    public string[] Archives() => [.. ServiceLog.Archives(Log).Select(archive => System.IO.Path.GetFileName(archive.Path))];

    public void Delete() => Directory.Delete(Path, recursive: true);
}
