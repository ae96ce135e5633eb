using PortOrchestrator.Supervision.Handover;
using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Engine;

public sealed partial class SupervisorEngine
{
    private TaskCompletionSource? _handoverAsked;
    private IReadOnlyList<ProcessIdentity> _heldChildren = [];
    private volatile bool _handsOver;

    /// <summary>Whether it has ended so that another program of this process goes on.</summary>
    public bool HandsOver => _handsOver;

    /// <summary>
    /// Ends the engine as soon as nothing is under way that only this program knows of, such as a stop, so that another program of this process can go
    /// on from the journal and <see cref="HandOver"/>. Completes when that is decided.
    /// </summary>
    /// <param name="patience">How long to wait for what is under way.</param>
    /// <param name="cancellationToken">Ends the call; the engine goes on unless it was decided before.</param>
    /// <exception cref="PortOrchestratorException">It is not the moment for it.</exception>
    public async Task PrepareHandoverAsync(TimeSpan patience, CancellationToken cancellationToken = default)
    {
        var asked = await AskAsync(
            () => _handoverAsked ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), cancellationToken).ConfigureAwait(false);
        try
        {
            await asked.Task.WaitAsync(patience, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            await WithdrawHandoverAsync(asked).ConfigureAwait(false);
            if (asked.Task.IsCompletedSuccessfully) return;
            if (e is OperationCanceledException) throw;
            throw new PortOrchestratorException(
                ErrorCode.Timeout, $"Services are being stopped, or get ready, and this took longer than {patience.TotalSeconds:0} s. Try again when they have come to rest.");
        }
    }

    /// <summary>Leaves terminals and children to the next program of this process, after <see cref="RunAsync"/> has ended for that.</summary>
    /// <param name="lockDescriptor">The supervisor's lock.</param>
    /// <param name="socketDescriptor">The socket that it listens on.</param>
    internal HandoverState HandOver(int lockDescriptor, int socketDescriptor) => new()
    {
        Lock = lockDescriptor,
        Socket = socketDescriptor,
        Children = _heldChildren,
        Terminals = _effects.HandOverTerminals(_instances),
    };

    // Decided after everything else was settled and journalled.
    private void ConsiderHandover()
    {
        if (_handoverAsked is not { } asked || _ending || _handsOver || !IsQuiet) return;
        if (_effects.HoldChildren(_instances.Where(i => i is { ProcessAlive: true, Root: not null })) is not { } children) return;
        _heldChildren = children;
        _handsOver = true;
        asked.TrySetResult();
    }

    // What a stop has found out so far, and a message that a service sends only once, are in nobody's journal.
    private bool IsQuiet => _stops.Count == 0 && !_reloads.IsReloading
        && !_instances.Exists(i => i.IsStopping || i.StopRequested || i.IsCleaning || (i.State == ServiceState.Starting && i.Definition.Readiness?.Check is NotifyCheck));

    private async Task WithdrawHandoverAsync(TaskCompletionSource asked)
    {
        try
        {
            await AskAsync(() => _handoverAsked == asked ? _handoverAsked = null : null, CancellationToken.None).ConfigureAwait(false);
        }
        catch (PortOrchestratorException)
        {
            // The engine has ended, one way or the other.
        }
    }

    // A child of the program that was here before is told of by its exit, also when it has ended meanwhile.
    private ProcessIdentity? FindLiving(JournalEntry entry) =>
        entry.FindLiving(_options.Inspector) ?? (entry.Process is { } process && _options.Launcher.FindChild(process) is not null ? process : null);

    private PortOrchestratorException IsEnding() => _handsOver
        ? new HandingOverException()
        : new PortOrchestratorException(ErrorCode.SupervisorUnavailable, "The supervisor is ending. Run the command again to start a new one.");
}
