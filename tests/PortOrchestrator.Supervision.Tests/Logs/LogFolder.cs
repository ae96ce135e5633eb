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

    /// <summary>Waits until all that is in the log is in its index.</summary>
    public Task IndexedAsync() => UntilAsync(() =>
    {
        using var index = LogIndex.Open(Log);
        return index.Count > 0 && index[index.Count - 1].End == new FileInfo(Log).Length;
    });

    public static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition()) await Task.Delay(1, limit.Token);
    }

    public void Delete() => Directory.Delete(Path, recursive: true);
}
