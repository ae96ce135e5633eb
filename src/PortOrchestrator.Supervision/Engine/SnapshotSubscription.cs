using System.Threading.Channels;

namespace PortOrchestrator.Supervision.Engine;

/// <summary>One watcher's queue of changes. A watcher that reads too slowly is later told all that stands instead of every change.</summary>
internal sealed class SnapshotSubscription
{
    public const int Capacity = 256;

    private readonly Channel<ProjectSnapshot> _queue = Channel.CreateBounded<ProjectSnapshot>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = true, FullMode = BoundedChannelFullMode.Wait });

    private volatile bool _lagging;

    /// <summary>Everything that was queued has been read, and something was left out.</summary>
    public bool NeedsEverything => _lagging && _queue.Reader.Count == 0;

    public ChannelReader<ProjectSnapshot> Changes => _queue.Reader;

    /// <summary>Queues a change. Called from the mailbox only.</summary>
    public void Tell(ProjectSnapshot change)
    {
        if (_lagging || !_queue.Writer.TryWrite(change)) _lagging = true;
    }

    /// <summary>Makes up for what was left out. Called from the mailbox only.</summary>
    public void CatchUp(ProjectSnapshot everything)
    {
        if (_queue.Writer.TryWrite(everything)) _lagging = false;
    }

    public void End() => _queue.Writer.TryComplete();
}
