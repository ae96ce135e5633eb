using System.Globalization;
using PortOrchestrator.Supervision.Engines;

namespace PortOrchestrator.Supervision.Tests.Engines;

/// <summary>An engine whose log is a file, and whose clock is the number of bytes in it.</summary>
/// <param name="log">The file.</param>
/// <param name="delay">How long, in seconds, whoever follows the log sees nothing of it.</param>
internal sealed class FileEngine(string log, int delay = 0) : IServiceEngine
{
    public TimeSpan LookPeriod => TimeSpan.FromSeconds(1);

    public bool LogEndsWithIt => false;

    public Task<EngineState> LookAsync(CancellationToken cancellationToken = default) => Task.FromResult(new EngineState(EngineCondition.Running) { Id = "c" });

    public DateTimeOffset? LogStart(EngineState state, DateTimeOffset startedAt) => null;

    public EngineCall FollowLog(EngineState state, DateTimeOffset? after) => Call($"{(delay > 0 ? $"sleep {delay}; " : "")}exec tail -c +{Next(after)} -f '{log}'");

    public EngineCall ReadLog(EngineState state, DateTimeOffset? after, DateTimeOffset? until) =>
        Call(until is null ? $"tail -c +{Next(after)} '{log}'" : $"head -c {Bytes(until)} '{log}' | tail -c +{Next(after)}");

    public Task<string?> ReadEndAsync(DateTimeOffset? after, CancellationToken cancellationToken = default) =>
        Task.FromResult<string?>(File.ReadLines(log).LastOrDefault() is { } line ? line + "\n" : "");

    public Task<DateTimeOffset> GetTimeAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(DateTimeOffset.UnixEpoch.AddSeconds(File.Exists(log) ? new FileInfo(log).Length : 0));

    public Task<string?> StopAsync(CancellationToken cancellationToken = default) => Task.FromResult<string?>(null);

    public Task KillAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task<string?> RemoveAsync(CancellationToken cancellationToken = default) => Task.FromResult<string?>(null);

    public string? Explain(string output) => null;

    private static EngineCall Call(string script) =>
        new(["sh", "-c", script], "/", new Dictionary<string, string> { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! });

    private static string Next(DateTimeOffset? instant) => (long.Parse(Bytes(instant), CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);

    private static string Bytes(DateTimeOffset? instant) =>
        Math.Max(0, (instant ?? DateTimeOffset.UnixEpoch).ToUnixTimeSeconds()).ToString(CultureInfo.InvariantCulture);
}
