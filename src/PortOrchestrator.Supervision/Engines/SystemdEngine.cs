using System.Globalization;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Engines;

/// <summary>Talks to systemd by <c>systemctl</c> and <c>journalctl</c>.</summary>
internal sealed class SystemdEngine(EngineSpec spec, EngineCalls calls, TimeProvider time) : IServiceEngine
{
    private static readonly string[] Properties =
        ["Id", "LoadState", "LoadError", "ActiveState", "SubState", "Result", "MainPID", "ExecMainCode", "ExecMainStatus"];

    public TimeSpan LookPeriod => TimeSpan.FromSeconds(5);

    public bool LogEndsWithIt => false;

    public async Task<EngineState> LookAsync(CancellationToken cancellationToken = default)
    {
        var answer = await calls.AskAsync([.. spec.Control, "show", "--no-pager", "-p", string.Join(',', Properties), spec.Target], cancellationToken).ConfigureAwait(false);
        return answer.Success ? UnitReader.Read(answer.Output, spec.Target) : new EngineState(EngineCondition.Unknown) { Reason = Problem(answer) };
    }

    public DateTimeOffset? LogStart(EngineState state, DateTimeOffset startedAt) => startedAt;

    public EngineCall FollowLog(EngineState state, DateTimeOffset? after) => calls.Call([.. Journal(after), "--follow", "--no-tail"]);

    public EngineCall ReadLog(EngineState state, DateTimeOffset? after, DateTimeOffset? until) =>
        calls.Call([.. Journal(after), .. until is { } end ? ["--until", Instant(end)] : Array.Empty<string>()]);

    public async Task<string?> ReadEndAsync(DateTimeOffset? after, CancellationToken cancellationToken = default)
    {
        // The journal takes what is written to it in its own time, and only the administrator may ask it to have done so.
        await calls.AskAsync(["journalctl", "--sync"], cancellationToken).ConfigureAwait(false);
        var answer = await calls.AskAsync([.. Journal(after), "--lines", "20"], cancellationToken).ConfigureAwait(false);
        return answer.Success ? answer.Output : null;
    }

    public Task<DateTimeOffset> GetTimeAsync(CancellationToken cancellationToken = default) => Task.FromResult(time.GetUtcNow());

    public async Task<string?> StopAsync(CancellationToken cancellationToken = default)
    {
        var answer = await calls.RunAsync([.. spec.Control, "stop", spec.Target], cancellationToken).ConfigureAwait(false);
        return answer.Success ? null : Problem(answer);
    }

    public Task KillAsync(CancellationToken cancellationToken = default) =>
        calls.AskAsync([.. spec.Control, "kill", "--signal=SIGKILL", spec.Target], cancellationToken);

    public Task<string?> RemoveAsync(CancellationToken cancellationToken = default) => Task.FromResult<string?>(null);

    public string? Explain(string output) => SystemdFailures.Explain(output, spec.Target, spec.IsUserUnit);

    private IEnumerable<string> Journal(DateTimeOffset? after) =>
    [
        "journalctl", .. spec.IsUserUnit ? ["--user"] : Array.Empty<string>(), "--quiet", "--no-pager", "--output", "cat", "--unit", spec.Target,
        // The journal counts microseconds, and takes what bears the very instant.
        .. after is { } instant ? ["--since", Instant(instant.AddMicroseconds(1))] : Array.Empty<string>(),
    ];

    private static string Instant(DateTimeOffset instant)
    {
        var microseconds = (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        return string.Create(CultureInfo.InvariantCulture, $"@{microseconds / 1_000_000}.{microseconds % 1_000_000:D6}");
    }

    private string Problem(EngineAnswer answer) => Explain(answer.Text) ?? EngineText.Last(answer.Text) ?? "systemctl " + EngineText.Ended(answer.ExitCode);
}
