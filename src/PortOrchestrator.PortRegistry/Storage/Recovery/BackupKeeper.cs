namespace PortOrchestrator.PortRegistry.Storage.Recovery;

/// <summary>
/// Renews the backup of a registry that is open, within two minutes of a write and at most once a minute, and when it closes. It has a connection of its own and
/// takes no part in the registry's queues, so no call waits for it. Thread-safe.
/// </summary>
/// <param name="backup">The backup.</param>
/// <param name="repair">Puts a good file in the place of one whose copy is damaged.</param>
/// <param name="time">The clock.</param>
internal sealed class BackupKeeper(RegistryBackup backup, Func<CancellationToken, Task> repair, TimeProvider time) : IDisposable
{
    // A command that writes once and ends makes its backup then; a burst of them shall not be slowed by one each.
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _closing = new();
    private long _written;
    private int _kept;
    private Task _keeping = Task.CompletedTask;

    /// <summary>Tells of a write.</summary>
    public void Written()
    {
        Volatile.Write(ref _written, time.GetUtcNow().UtcTicks);
        if (Volatile.Read(ref _kept) == 0 && Interlocked.Exchange(ref _kept, 1) == 0) _keeping = KeepAsync();
    }

    /// <summary>Ends what waits; nothing new is begun.</summary>
    // The source itself is not disposed: a call that still runs may tell of its write once more, and there is nothing in it that needs to be freed.
    public void Dispose() => _closing.Cancel();

    /// <summary>Waits for what <see cref="Dispose"/> ends, and makes a last backup of what was written since.</summary>
    /// <returns>Whether that found damage.</returns>
    public async Task<bool> FinishAsync()
    {
        await _keeping.ConfigureAwait(false);
        return IsBehind && backup.DueIn(RegistryBackup.OnClose) == TimeSpan.Zero
            && await Task.Run(backup.TryMake).ConfigureAwait(false) == BackupOutcome.Damaged;
    }

    // A backup tells when it was begun, so what was written in that moment may not be in it.
    private bool IsBehind => Volatile.Read(ref _written) is not 0 and var written && !(backup.MadeAt?.UtcTicks > written);

    private async Task KeepAsync()
    {
        try
        {
            for (var pause = First; ; pause = RegistryBackup.WhileOpen)
            {
                await Task.Delay(pause, time, _closing.Token).ConfigureAwait(false);
                // Another process may have made one meanwhile.
                while (IsBehind && backup.DueIn(RegistryBackup.WhileOpen) is var left && left > TimeSpan.Zero)
                    await Task.Delay(left, time, _closing.Token).ConfigureAwait(false);
                if (IsBehind && await Task.Run(backup.TryMake, _closing.Token).ConfigureAwait(false) == BackupOutcome.Damaged) await RepairAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The registry closes.
        }
    }

    private async Task RepairAsync()
    {
        try
        {
            await repair(_closing.Token).ConfigureAwait(false);
        }
        catch (RegistryException)
        {
            // The next call meets the same damage, and has somebody to tell.
        }
    }
}
