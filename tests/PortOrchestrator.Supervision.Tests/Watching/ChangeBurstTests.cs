using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using PortOrchestrator.Supervision.Watching;

namespace PortOrchestrator.Supervision.Tests.Watching;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
internal sealed class ChangeBurstTests
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    private readonly FakeTimeProvider _clock = new();
    private readonly ConcurrentQueue<FileChange> _told = new();

    [Test]
    public async Task Note_ManyChanges_AreOneBurstThatNamesTheFirst()
    {
        using var burst = new ChangeBurst(Quiet, _clock, _told.Enqueue);
        long last = 0;
        for (var i = 0; i < 50; i++)
        {
            last = _clock.GetTimestamp();
            burst.Note($"file{i}");
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1);
        }

        await UntilToldAsync(1);
        Assert.That(_told.Single(), Is.EqualTo(new FileChange("file0", last)));
    }

    [Test]
    public async Task Note_AsLongAsChangesGoOn_TellsNothing()
    {
        using var burst = new ChangeBurst(Quiet, _clock, _told.Enqueue);
        for (var i = 0; i < 100; i++)
        {
            burst.Note("a");
            _clock.Advance(Quiet - TimeSpan.FromMilliseconds(1));
            await Task.Delay(1);
            Assert.That(_told, Is.Empty);
        }

        await UntilToldAsync(1);
    }

    [Test]
    public async Task Note_AfterTheQuiet_IsTheNextBurst()
    {
        using var burst = new ChangeBurst(Quiet, _clock, _told.Enqueue);
        burst.Note("a");
        await UntilToldAsync(1);

        burst.Note("b");

        await UntilToldAsync(2);
        Assert.That(_told.Select(c => c.Path), Is.EqualTo(["a", "b"]));
    }

    [Test]
    public async Task Note_NoQuietWanted_IsToldAtOnce()
    {
        using var burst = new ChangeBurst(TimeSpan.Zero, _clock, _told.Enqueue);

        burst.Note(null);

        await UntilToldAsync(1);
        Assert.That(_told.Single().Path, Is.Null);
    }

    [Test]
    public async Task Dispose_ChangeIsPending_IsNeverTold()
    {
        var burst = new ChangeBurst(Quiet, _clock, _told.Enqueue);
        burst.Note("a");
        burst.Dispose();

        _clock.Advance(Quiet * 10);
        await Task.Delay(50);

        Assert.That(_told, Is.Empty);
    }

    private async Task UntilToldAsync(int count)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (_told.Count < count)
        {
            Assert.That(TimeProvider.System.GetElapsedTime(start), Is.LessThan(TimeSpan.FromSeconds(20)), "the burst is told");
            _clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(1);
        }
    }
}
