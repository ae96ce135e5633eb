namespace PortOrchestrator;

public sealed partial class ProjectOrchestrator
{
    /// <summary>Waits for services that somebody else starts or stops.</summary>
    /// <param name="services">Which; all that are not disabled when empty.</param>
    /// <param name="condition">What for.</param>
    /// <param name="timeout">How long; for ever when null.</param>
    /// <param name="progress">Told of every change of a service, in order.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="PortOrchestratorException">A named service does not exist.</exception>
    public async Task<WaitResult> WaitAsync(
        IReadOnlyList<string> services,
        WaitCondition condition = WaitCondition.Ready,
        TimeSpan? timeout = null,
        IProgress<ServiceSnapshot>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var first = await GetSnapshotAsync(cancellationToken).ConfigureAwait(false);
        var wanted = services.Count > 0 ? Select(first, services) : first.Services.Where(s => s.State != ServiceState.Disabled);
        var names = wanted.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        using var client = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        if (client is null) return Judge(first, names, condition, timedOut: false, isOver: true);
        using var limit = new TimeLimit(timeout, _surroundings.Options.TimeProvider, cancellationToken);
        var follower = new SnapshotFollower(client, progress);
        await using var following = follower.ConfigureAwait(false);
        follower.Apply(first);
        follower.Start();
        var settled = await follower.WaitAsync(s => IsDecided(s, names, condition), limit.Token).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var last = await AddUnstartedAsync(follower.Ended ? JournalSnapshot() : follower.Current ?? first, cancellationToken).ConfigureAwait(false);
        return Judge(last, names, condition, timedOut: !settled, isOver: follower.Ended);
    }

    private static bool IsDecided(ProjectSnapshot snapshot, HashSet<string> names, WaitCondition condition)
    {
        var chosen = snapshot.Services.Where(s => names.Contains(s.Name)).ToList();
        return chosen.All(s => Holds(s, condition)) || chosen.Any(s => IsLost(s, condition));
    }

    // Once the supervisor has ended nothing can change any more.
    private WaitResult Judge(ProjectSnapshot snapshot, HashSet<string> names, WaitCondition condition, bool timedOut, bool isOver)
    {
        var chosen = snapshot.Services.Where(s => names.Contains(s.Name)).ToList();
        var holds = chosen.All(s => Holds(s, condition));
        var failures = holds ? [] : Describe([.. chosen.Where(s => !Holds(s, condition) && (isOver || IsLost(s, condition)))]);
        return new WaitResult { Succeeded = holds, TimedOut = timedOut && !holds, Failures = failures, Snapshot = snapshot };
    }

    private static bool Holds(ServiceSnapshot service, WaitCondition condition) => condition switch
    {
        WaitCondition.Ready => service.IsReady,
        WaitCondition.Completed => service.State is ServiceState.Completed,
        _ => service.State is ServiceState.Stopped or ServiceState.Disabled or ServiceState.Completed or ServiceState.Failed or ServiceState.Skipped,
    };

    // Somebody else may still start what was stopped, so only a failure ends the wait early.
    private static bool IsLost(ServiceSnapshot service, WaitCondition condition) =>
        condition != WaitCondition.Stopped && service.State is ServiceState.Failed or ServiceState.Skipped;
}
