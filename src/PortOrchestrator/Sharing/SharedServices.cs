using System.Runtime.CompilerServices;
using PortOrchestrator.Supervision.Engine;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Sharing;

/// <summary>Follows what other supervisors run, on their sockets, and in their journals while they do not live.</summary>
internal sealed class SharedServices(StatePaths paths, IProcessInspector inspector, TimeProvider time) : ISharedServices
{
    // Only while no supervisor lives: there is nothing then that could tell.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public async IAsyncEnumerable<ServiceSnapshot?> FollowAsync(
        ProjectIdentity owner, string service, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var journal = new JournalView(paths, inspector);
        ServiceSnapshot? last = null;
        var told = false;
        while (true)
        {
            using (var client = await SupervisorClient.TryConnectAsync(paths, owner, cancellationToken).ConfigureAwait(false))
            {
                await foreach (var news in Changes(client, service, cancellationToken).ConfigureAwait(false))
                {
                    told = true;
                    yield return last = news;
                }
            }

            var now = Read(journal, owner, service);
            if (!told || (now?.State, now?.Pid, now?.Reason) != (last?.State, last?.Pid, last?.Reason)) yield return now;
            (told, last) = (true, now);
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static ServiceSnapshot? Read(JournalView journal, ProjectIdentity owner, string service)
    {
        try
        {
            return journal.Snapshot(owner, journal.Read(owner)).Services.FirstOrDefault(s => s.Name == service);
        }
        catch (PortOrchestratorException)
        {
            // Whoever is to work with that journal says what is wrong with it.
            return null;
        }
    }

    private static async IAsyncEnumerable<ServiceSnapshot?> Changes(
        SupervisorClient? client, string service, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (client is null) yield break;
        var isFirst = true;
        await foreach (var change in client.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (change.Services.FirstOrDefault(s => s.Name == service) is { } news) yield return news;
            else if (isFirst) yield return null;
            isFirst = false;
        }
    }
}
