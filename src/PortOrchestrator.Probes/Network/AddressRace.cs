using System.Net;

namespace PortOrchestrator.Probes.Network;

// Asks one address after the other; a silent one holds up the next only for a moment. The first final answer wins.
internal static class AddressRace
{
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(50);

    public static async Task<PeerAnswer> RunAsync(
        IReadOnlyList<IPEndPoint> addresses,
        Func<IPEndPoint, CancellationToken, Task<PeerAnswer>> ask,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (addresses.Count == 0) return PeerAnswer.Unconnected("the name has no address");
        using var losers = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<Task<PeerAnswer>>();
        PeerAnswer? best = null;
        var next = 0;
        try
        {
            while (true)
            {
                if (next < addresses.Count) running.Add(ask(addresses[next++], losers.Token));
                while (running.Count > 0 && await FirstAsync(running, next < addresses.Count, clock, losers.Token).ConfigureAwait(false) is { } done)
                {
                    running.Remove(done);
                    var answer = await done.ConfigureAwait(false);
                    if (answer.Final) return answer;
                    if (best is null || !best.Connected) best = answer;
                }

                if (running.Count == 0 && next == addresses.Count) return best!;
            }
        }
        finally
        {
            await losers.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Null when another address may be asked meanwhile.
    private static async Task<Task<PeerAnswer>?> FirstAsync(List<Task<PeerAnswer>> running, bool more, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (running.Find(t => t.IsCompleted) is { } completed) return completed;
        if (!more) return await Task.WhenAny(running).ConfigureAwait(false);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pause = Task.Delay(HeadStart, clock, over.Token);
        var first = await Task.WhenAny([.. running, pause]).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        return first as Task<PeerAnswer>;
    }
}
