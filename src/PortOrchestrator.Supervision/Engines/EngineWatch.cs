namespace PortOrchestrator.Supervision.Engines;

/// <summary>Watches what an engine runs until it has ended: by the end of its log where that tells, else by looking now and then.</summary>
internal sealed class EngineWatch(IServiceEngine engine, LogCopier copier, TimeProvider time)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for the end of what runs; its log is complete by then, unless it cannot be copied.</summary>
    /// <param name="startedAt">When the start was asked for.</param>
    /// <param name="warn">Told when the engine does not answer, and when the log cannot be copied.</param>
    /// <param name="cancellationToken">Ends the watch; what runs goes on, and so does the copying of its log.</param>
    /// <returns>How it ended.</returns>
    public async Task<EngineState> WaitForEndAsync(DateTimeOffset startedAt, Action<string> warn, CancellationToken cancellationToken)
    {
        var pause = ShortestPause;
        while (true)
        {
            var state = await engine.LookAsync(cancellationToken).ConfigureAwait(false);
            if (state.Condition is EngineCondition.Ended or EngineCondition.Missing)
            {
                await TryAsync(() => CompleteLogAsync(state, startedAt, cancellationToken), warn).ConfigureAwait(false);
                return state;
            }

            if (state.Condition == EngineCondition.Unknown)
            {
                warn($"its state is not known: {state.Reason}");
                await Task.Delay(engine.LookPeriod, time, cancellationToken).ConfigureAwait(false);
                continue;
            }

            var begun = time.GetTimestamp();
            var copying = await FollowAsync(state, startedAt, warn, cancellationToken).ConfigureAwait(false);
            using var ahead = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(copying, Task.Delay(engine.LookPeriod, time, ahead.Token)).ConfigureAwait(false);
            await ahead.CancelAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            // A log that cannot be followed ends at once, again and again.
            pause = time.GetElapsedTime(begun) > TimeSpan.FromSeconds(1) ? ShortestPause : Min(pause * 2, engine.LookPeriod);
            if (copying.IsCompleted) await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Task> FollowAsync(EngineState state, DateTimeOffset startedAt, Action<string> warn, CancellationToken cancellationToken)
    {
        var copying = Task.CompletedTask;
        await TryAsync(async () => copying = await copier.FollowAsync(state, startedAt, cancellationToken).ConfigureAwait(false), warn).ConfigureAwait(false);
        return copying;
    }

    // What ended before anybody looked has left its words with the engine.
    private async Task CompleteLogAsync(EngineState state, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        if (state.Id is not null) await copier.FollowAsync(state, startedAt, cancellationToken).ConfigureAwait(false);
        await copier.FinishAsync(cancellationToken).ConfigureAwait(false);
    }

    // A log that cannot be copied, such as on a full disk, keeps nobody from hearing of the end.
    private static async Task TryAsync(Func<Task> copy, Action<string> warn)
    {
        try
        {
            await copy().ConfigureAwait(false);
        }
        catch (Exception e) when (e is PortOrchestratorException or IOException or UnauthorizedAccessException)
        {
            warn($"its log is not copied: {e.Message}");
        }
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
