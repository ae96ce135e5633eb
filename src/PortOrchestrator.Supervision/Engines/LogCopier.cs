using PortOrchestrator.Supervision.Engine;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Specs;

namespace PortOrchestrator.Supervision.Engines;

/// <summary>
/// Brings what an engine prints of a service into the service's log. A process that belongs to nobody copies, so that nothing is lost while there is
/// no supervisor; where it has died as well, what is missing is counted by bytes and added, so that nothing is doubled either. Thread-safe.
/// </summary>
internal sealed class LogCopier(ServiceSpec spec, IServiceEngine engine, IEngineCommands commands, IProcessLauncher launcher, IProcessInspector inspector, TimeProvider time)
{
    // What bears an earlier time than now may still be on its way into the engine's log.
    private static readonly TimeSpan Underway = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(3);

    // A log that does not end by itself may have ended when nothing has come for so many pauses.
    private const int QuietPauses = 3;

    private readonly LogPositionFile _file = new(spec.LogPath);
    private Task _turn = Task.CompletedTask;
    private Task _copying = Task.CompletedTask;
    private ProcessIdentity? _copier;
    private LogPosition? _position;

    /// <summary>Sees to it that the log is copied from where it was left.</summary>
    /// <param name="state">What it runs as.</param>
    /// <param name="startedAt">When the start was asked for.</param>
    /// <param name="cancellationToken">Ends the call; the copying goes on.</param>
    /// <returns>The end of the copying: the log's end, or that of the process that copies.</returns>
    public Task<Task> FollowAsync(EngineState state, DateTimeOffset startedAt, CancellationToken cancellationToken) => InTurnAsync(async () =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        var hasEnded = state.Condition == EngineCondition.Ended;
        _position ??= _file.Read();
        if (_position is { Settled: false } known && known.Id == state.Id)
        {
            // What has ended writes no more; its last words are waited for at the finish.
            if (FindCopier() is not null || hasEnded) return _copying;
            if (await CatchUpAsync(state, known, isLive: true, cancellationToken).ConfigureAwait(false) is not { } caught)
                return Task.CompletedTask;
            Start(state, caught);
            return _copying;
        }

        if (_position is { Settled: false }) EndCopier();
        var start = engine.LogStart(state, startedAt);
        var after = _position is { After: { } settled } former && former.Id == state.Id && !(start > settled) ? settled : start;
        Start(state, Here(state, after));
        return _copying;
    });

    /// <summary>Waits for the last words of what was stopped or has ended, and ends the copying.</summary>
    public Task FinishAsync(CancellationToken cancellationToken = default) => InTurnAsync(async () =>
    {
        _position ??= _file.Read();
        if (_position is not { Settled: false } position) return false;
        var state = new EngineState(EngineCondition.Ended) { Id = position.Id };
        if (!await EndAsync(position, cancellationToken).ConfigureAwait(false)
            && await CatchUpAsync(state, position, isLive: false, cancellationToken).ConfigureAwait(false) is null)
        {
            // Whoever copies next adds what the engine does not tell now.
            return false;
        }

        _position = Here(state, await engine.GetTimeAsync(cancellationToken).ConfigureAwait(false)) with { Settled = true };
        _file.Write(_position);
        return true;
    });

    // One after the other, in the order in which they came.
    private async Task<T> InTurnAsync<T>(Func<Task<T>> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Interlocked.Exchange(ref _turn, done.Task).ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            done.SetResult();
        }
    }

    private LogLengths Lengths => LogLengths.Of(spec.LogPath, spec.ErrorLogPath);

    private LogPosition Here(EngineState state, DateTimeOffset? after) =>
        AtTheEnd(new LogPosition { Id = state.Id!, After = after });

    private LogPosition AtTheEnd(LogPosition position)
    {
        var (output, error) = Lengths;
        return position with { Offset = output, ErrorOffset = error };
    }

    // The mark is known before the process is there, so that it is found whenever somebody dies in between.
    private void Start(EngineState state, LogPosition position)
    {
        _position = position with { CopierId = Guid.NewGuid().ToString("N"), Settled = false };
        _file.Write(_position);
        var call = engine.FollowLog(state, position.After);
        var process = launcher.Launch(new LaunchRequest
        {
            Arguments = call.Arguments,
            WorkingDirectory = call.WorkingDirectory,
            Environment = new Dictionary<string, string>(call.Environment, StringComparer.Ordinal) { [ServiceVariables.Instance] = _position.CopierId },
            OutputPath = spec.LogPath,
            ErrorPath = spec.ErrorLogPath,
        });
        (_copier, _copying) = (process.Identity, process.Exited);
    }

    private ProcessIdentity? FindCopier()
    {
        if (_copier is { } own) return inspector.IsAlive(own) ? own : null;
        if (_position is not { CopierId.Length: > 0 } position || inspector.FindMarked(position.CopierId) is not [var found, ..]) return null;
        (_copier, _copying) = (found, inspector.WaitForExitAsync(found));
        return found;
    }

    private void EndCopier()
    {
        if (FindCopier() is { } copier) inspector.Signal(copier, StopSignals.Kill);
        (_copier, _copying) = (null, Task.CompletedTask);
    }

    // False when the process that copies has died, or was so slow that it may owe something.
    private async Task<bool> EndAsync(LogPosition position, CancellationToken cancellationToken)
    {
        if (FindCopier() is null) return _copying is Task<int> { IsCompletedSuccessfully: true, Result: 0 };
        var isComplete = engine.LogEndsWithIt
            ? await Task.WhenAny(_copying, Task.Delay(LastWords, time, cancellationToken)).ConfigureAwait(false) == _copying
            : await HasAllAsync(position, cancellationToken).ConfigureAwait(false);
        EndCopier();
        return isComplete;
    }

    private async Task<bool> HasAllAsync(LogPosition position, CancellationToken cancellationToken)
    {
        var (started, length) = (time.GetTimestamp(), -1L);
        for (var quiet = 0; time.GetElapsedTime(started) < LastWords; quiet = Lengths.Output == length ? quiet + 1 : 0)
        {
            if (quiet >= QuietPauses)
            {
                // It may be the processors that were busy with something else.
                if (await engine.ReadEndAsync(position.After, cancellationToken).ConfigureAwait(false) is not { } end || LogTail.Is(spec.LogPath, end)) return true;
            }

            length = Lengths.Output;
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }

        return false;
    }

    // Null when the engine does not tell; then nothing is added, and a later call tries again.
    private async Task<LogPosition?> CatchUpAsync(EngineState state, LogPosition position, bool isLive, CancellationToken cancellationToken)
    {
        var part = new LogPart(spec, commands);
        var (started, length) = (time.GetTimestamp(), Lengths);
        var copied = new LogLengths(length.Output - position.Offset, length.Error - position.ErrorOffset);
        while (true)
        {
            var until = await engine.GetTimeAsync(cancellationToken).ConfigureAwait(false) - (isLive ? Underway : TimeSpan.Zero);
            if (until <= position.After && copied.IsNothing) return AtTheEnd(position);
            if (until > position.After || position.After is null)
            {
                var outcome = await part.AppendAsync(engine.ReadLog(state, position.After, isLive ? until : null), copied, cancellationToken).ConfigureAwait(false);
                if (outcome == LogPartOutcome.Appended) return Here(state, until);
                if (outcome == LogPartOutcome.Unreadable) return null;
            }

            // Shorter than what we have: it was read too early, or the engine has thrown its beginning away.
            if (!isLive || time.GetElapsedTime(started) > Underway + LastWords) return Here(state, until);
            await Task.Delay(Pause * 3, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
