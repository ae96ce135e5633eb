using System.Globalization;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Engines;

/// <summary>
/// Talks to Docker Compose, and to Docker itself where both versions of Compose agree only there: the containers are found by the labels
/// that Compose gives them.
/// </summary>
internal sealed class ComposeEngine(EngineSpec spec, string project, TimeSpan stopTime, EngineCalls calls, TimeProvider time) : IServiceEngine
{
    // What Compose itself gives a container, unless its file says more.
    private static readonly TimeSpan StandardStopTime = TimeSpan.FromSeconds(10);

    private List<string> _containers = [];

    public TimeSpan LookPeriod => TimeSpan.FromSeconds(10);

    public bool LogEndsWithIt => true;

    public async Task<EngineState> LookAsync(CancellationToken cancellationToken = default)
    {
        for (var isKnown = _containers.Count > 0; ; isKnown = false)
        {
            if (!isKnown && await FindAsync(cancellationToken).ConfigureAwait(false) is { } problem)
                return new EngineState(EngineCondition.Unknown) { Reason = problem };
            if (_containers.Count == 0) return new EngineState(EngineCondition.Missing) { Reason = $"there is no container of the Compose service '{spec.Target}'" };
            var answer = await calls.AskAsync(["docker", "inspect", "--type", "container", .. _containers], cancellationToken).ConfigureAwait(false);
            if (answer.Success) return ContainerReader.Read(answer.Output);
            // It may have been removed and made anew since.
            if (!isKnown) return new EngineState(EngineCondition.Unknown) { Reason = Problem(answer) };
        }
    }

    // A container that was started before has the output of all its runs.
    public DateTimeOffset? LogStart(EngineState state, DateTimeOffset startedAt) => state.Condition == EngineCondition.Running ? state.FormerEnd : null;

    public EngineCall FollowLog(EngineState state, DateTimeOffset? after) => calls.Call(["docker", "logs", "--follow", .. Since(after), state.Id!]);

    public EngineCall ReadLog(EngineState state, DateTimeOffset? after, DateTimeOffset? until) =>
        calls.Call(["docker", "logs", .. Since(after), .. until is { } end ? ["--until", Instant(end) + "Z"] : Array.Empty<string>(), state.Id!]);

    public Task<string?> ReadEndAsync(DateTimeOffset? after, CancellationToken cancellationToken = default) => Task.FromResult<string?>(null);

    // The daemon may live in a virtual machine, with a clock of its own.
    public async Task<DateTimeOffset> GetTimeAsync(CancellationToken cancellationToken = default)
    {
        var answer = await calls.AskAsync(["docker", "info", "--format", "{{.SystemTime}}"], cancellationToken).ConfigureAwait(false);
        return answer.Success && DateTimeOffset.TryParse(answer.Output.Trim(), CultureInfo.InvariantCulture, out var told) ? told.ToUniversalTime() : time.GetUtcNow();
    }

    public async Task<string?> StopAsync(CancellationToken cancellationToken = default)
    {
        var services = new List<string> { spec.Target };
        foreach (var companion in spec.Companions)
        {
            if (!await RunsAsync(companion.UsedBy, cancellationToken).ConfigureAwait(false)) services.Add(companion.Service);
        }

        // Its file may say that it needs longer.
        string[] limit = stopTime == StandardStopTime ? [] : ["-t", ((int)Math.Ceiling(stopTime.TotalSeconds)).ToString(CultureInfo.InvariantCulture)];
        return await ControlAsync(["stop", .. limit], services, cancellationToken).ConfigureAwait(false);
    }

    public Task KillAsync(CancellationToken cancellationToken = default) => ControlAsync(["kill"], [spec.Target], cancellationToken);

    public async Task<string?> RemoveAsync(CancellationToken cancellationToken = default)
    {
        var services = new List<string> { spec.Target };
        foreach (var companion in spec.Companions)
        {
            if (!await RunsAsync([companion.Service], cancellationToken).ConfigureAwait(false)) services.Add(companion.Service);
        }

        // Without -v: what a container keeps in volumes, also in nameless ones, outlives it.
        var problem = await ControlAsync(["rm", "-f"], services, cancellationToken).ConfigureAwait(false);
        _containers = [];
        if (problem is null) await RemoveNetworksAsync(cancellationToken).ConfigureAwait(false);
        return problem;
    }

    public string? Explain(string output) => ComposeFailures.Explain(output, spec.Target, calls.Variable("DOCKER_HOST"));

    private async Task<string?> FindAsync(CancellationToken cancellationToken)
    {
        var answer = await calls.AskAsync(Containers([spec.Target], all: true), cancellationToken).ConfigureAwait(false);
        if (!answer.Success) return Problem(answer);
        _containers = Lines(answer.Output);
        return null;
    }

    // The file may have changed since, or be gone with its folder; Docker knows the same commands, and the containers by their labels.
    private async Task<string?> ControlAsync(IReadOnlyList<string> command, IReadOnlyList<string> services, CancellationToken cancellationToken)
    {
        var answer = await calls.RunAsync([.. spec.Control, .. command, .. services], cancellationToken).ConfigureAwait(false);
        if (answer.Success) return null;
        var containers = new List<string>();
        foreach (var service in services)
        {
            var found = await calls.AskAsync(Containers([service], all: true), cancellationToken).ConfigureAwait(false);
            if (!found.Success) return Problem(answer);
            containers.AddRange(Lines(found.Output));
        }

        if (containers.Count == 0) return null;
        return (await calls.RunAsync(["docker", .. command, .. containers], cancellationToken).ConfigureAwait(false)).Success ? null : Problem(answer);
    }

    private async Task<bool> RunsAsync(IReadOnlyList<string> services, CancellationToken cancellationToken)
    {
        foreach (var service in services)
        {
            var answer = await calls.AskAsync(Containers([service], all: false), cancellationToken).ConfigureAwait(false);
            // What cannot be told is left alone.
            if (!answer.Success || Lines(answer.Output).Count > 0) return true;
        }

        return false;
    }

    // Compose makes a network for each project; without containers nobody needs it, and there is room for few.
    private async Task RemoveNetworksAsync(CancellationToken cancellationToken)
    {
        var containers = await calls.AskAsync(Containers([], all: true), cancellationToken).ConfigureAwait(false);
        if (!containers.Success || Lines(containers.Output).Count > 0) return;
        var networks = await calls.AskAsync(["docker", "network", "ls", "-q", "--filter", Label("project", project)], cancellationToken).ConfigureAwait(false);
        if (networks.Success && Lines(networks.Output) is { Count: > 0 } ids)
            await calls.AskAsync(["docker", "network", "rm", .. ids], cancellationToken).ConfigureAwait(false);
    }

    private string[] Containers(IReadOnlyList<string> services, bool all) =>
    [
        "docker", "ps", "-q", "--no-trunc", .. all ? ["-a"] : Array.Empty<string>(), "--filter", Label("project", project), "--filter", Label("oneoff", "False"),
        .. services.SelectMany(s => new[] { "--filter", Label("service", s) }),
    ];

    private string Problem(EngineAnswer answer) => Explain(answer.Text) ?? EngineText.Last(answer.Text) ?? "docker " + EngineText.Ended(answer.ExitCode);

    private static string Label(string name, string value) => $"label=com.docker.compose.{name}={value}";

    private static List<string> Lines(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    // A nanosecond later, since docker takes what bears the very instant.
    private static string[] Since(DateTimeOffset? after) => after is { } instant ? ["--since", Instant(instant) + "01Z"] : [];

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture);
}
