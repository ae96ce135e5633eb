using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using PortOrchestrator.PortRegistry.Changes;
using PortOrchestrator.PortRegistry.Listeners;
using PortOrchestrator.PortRegistry.Storage;

namespace PortOrchestrator.PortRegistry.Tests.Changes;

[CancelAfter(60_000)]
internal sealed class WatchTests : RegistryFixture
{
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(2);

    private PortRegistryOptions Real => Options with { TimeProvider = TimeProvider.System };

    [Test]
    public async Task WatchAsync_WithoutANumber_TellsWhatComesAfterTheCall(CancellationToken cancellationToken)
    {
        var registry = await OpenAsync(AllFree(), options: Real);
        await registry.AllocateAsync(Some.Request("before"), cancellationToken);

        var stream = registry.WatchAsync(cancellationToken: cancellationToken);
        var result = await registry.AllocateAsync(Some.Request("after") with { Name = "grpc", Replica = 2 }, cancellationToken);

        var change = (await TakeAsync(stream, 1)).Single();
        Assert.That(change.Kind, Is.EqualTo(PortChangeKind.Allocated));
        Assert.That(change.Port, Is.EqualTo(result.Allocation!.Port));
        Assert.That(change.Key, Is.EqualTo((Some.Request("after") with { Name = "grpc", Replica = 2 }).Key));
        Assert.That(change.Project, Is.EqualTo("shop"));
        Assert.That(change.At, Is.EqualTo(result.Allocation.AllocatedAt));
    }

    [Test]
    public async Task WatchAsync_WriteOfTheSameRegistry_WakesWithoutTheFileWatch(CancellationToken cancellationToken)
    {
        // Neither the made-up clock nor a watch on a folder that does not exist wakes anybody.
        await using var database = await new RegistryOpener(RegistryFile, Options, Substitute.For<ISocketTable>(), NullLogger.Instance).OpenAsync(cancellationToken);
        using var feed = new ChangeFeed(database, () => RegistryFolder.Watch(Path.Combine(Folder, "missing", "registry.db"), database.Changed, NullLogger.Instance), Clock);
        await using var changes = feed.WatchAsync(null, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var next = changes.MoveNextAsync();

        await database.WriteAsync(c => c.Execute(Insert("own")), cancellationToken);

        Assert.That(await next, Is.True);
        Assert.That(changes.Current.Key.Service, Is.EqualTo("own"));
    }

    [Test]
    public async Task WatchAsync_SystemThatTellsNothing_LooksEverySecond(CancellationToken cancellationToken)
    {
        await using var database = await new RegistryOpener(RegistryFile, Options, Substitute.For<ISocketTable>(), NullLogger.Instance).OpenAsync(cancellationToken);
        using var feed = new ChangeFeed(database, () => RegistryFolder.Watch(Path.Combine(Folder, "missing", "registry.db"), database.Changed, NullLogger.Instance), Clock);
        await using var changes = feed.WatchAsync(null, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var next = changes.MoveNextAsync();
        SqliteFile.Run(RegistryFile, Insert("stranger"));
        Assert.That(next.IsCompleted, Is.False);

        Clock.Advance(ChangeFeed.Period);

        Assert.That(await next, Is.True);
        Assert.That(changes.Current.Key.Service, Is.EqualTo("stranger"));
    }

    [Test]
    [Platform("Linux")]
    public async Task WatchAsync_WriteOfAnotherConnection_IsToldByTheSystem(CancellationToken cancellationToken)
    {
        // A second never passes, so that only the watch on the folder can wake the reader.
        var registry = await OpenAsync(AllFree(), options: Real with { TimeProvider = new OnlyShortWaits() });
        await using var changes = registry.WatchAsync(cancellationToken: cancellationToken).GetAsyncEnumerator(cancellationToken);
        var next = changes.MoveNextAsync().AsTask();
        var watch = Stopwatch.StartNew();

        SqliteFile.Run(RegistryFile, Insert("stranger"));

        Assert.That(await next, Is.True);
        TestContext.Out.WriteLine($"told after {watch.Elapsed.TotalMilliseconds:0.0} ms");
        Assert.That(watch.Elapsed, Is.LessThan(Prompt));
    }

    [Test]
    public async Task WatchAsync_TwoRegistriesOnOneFile_EachSeesTheOthersInOrder(CancellationToken cancellationToken)
    {
        var first = await OpenAsync(AllFree(), options: Real);
        var second = await OpenAsync(AllFree(), options: Real);
        var streams = new[] { first, second }.Select(r => TakeAsync(r.WatchAsync(cancellationToken: cancellationToken), 40)).ToArray();

        await Task.WhenAll(
            AllocateAsync(first, "a", 20, cancellationToken),
            AllocateAsync(second, "b", 20, cancellationToken));

        var told = await Task.WhenAll(streams);
        Assert.That(told[0], Is.EqualTo(told[1]));
        Assert.That(told[0].Select(c => c.Sequence), Is.Ordered.And.Unique);
        Assert.That(told[0].Select(c => c.Key.Service), Is.EquivalentTo(Enumerable.Range(0, 20).SelectMany(i => new[] { $"a{i}", $"b{i}" })));
    }

    [Test]
    public async Task WatchAsync_ThousandChangesOfAChildProcess_AreToldOnceAndInOrder(CancellationToken cancellationToken)
    {
        var registry = await OpenAsync(AllFree(), options: Real);
        var told = TakeAsync(registry.WatchAsync(cancellationToken: cancellationToken), 1000);

        var output = await Child.RunAsync([RegistryFile, "child", "1000"], cancellationToken);
        var ports = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToList();
        var watch = Stopwatch.StartNew();
        var changes = await told;

        TestContext.Out.WriteLine($"the last one {watch.Elapsed.TotalMilliseconds:0.0} ms after the child's end");
        Assert.That(watch.Elapsed, Is.LessThan(Prompt));
        Assert.That(changes.Select(c => c.Sequence), Is.EqualTo(Enumerable.Range(1, 1000)));
        Assert.That(changes.Select(c => c.Port), Is.EqualTo(ports));
        Assert.That(changes.Select(c => c.Key.Service), Is.EqualTo(Enumerable.Range(0, 1000).Select(i => $"service{i}")));
    }

    [Test]
    public async Task WatchAsync_AfterAKnownNumber_GoesOnThere(CancellationToken cancellationToken)
    {
        var registry = await OpenAsync(AllFree(), options: Real);
        await AllocateAsync(registry, "s", 5, cancellationToken);
        var all = await TakeAsync(registry.WatchAsync(0, cancellationToken), 5);

        var rest = await TakeAsync(registry.WatchAsync(all[2].Sequence, cancellationToken), 2);

        Assert.That(rest, Is.EqualTo(all[3..]));
    }

    [TestCase(0)]
    [TestCase(1_000_000)]
    public async Task WatchAsync_AfterANumberThatIsNotKept_StartsWithTheOldest(long after, CancellationToken cancellationToken)
    {
        var registry = await OpenAsync(AllFree(), options: Real);
        SqliteFile.Run(RegistryFile, $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000) {Insert("s", "FROM n")}");

        var told = await TakeAsync(registry.WatchAsync(after, cancellationToken), 10_000);

        Assert.That(told.Select(c => c.Sequence), Is.EqualTo(Enumerable.Range(2001, 10_000)));
    }

    [Test]
    public async Task WatchAsync_EveryKind_IsTold(CancellationToken cancellationToken)
    {
        var registry = await OpenAsync(AllFree(), options: Real);
        await registry.AllocateAsync(Some.Request(), cancellationToken);
        SqliteFile.Run(RegistryFile, "INSERT INTO conflicts (claim_id, pid, seen_at) SELECT claim_id, 7, 5000 FROM claims");
        SqliteFile.Run(RegistryFile, "DELETE FROM conflicts");
        await registry.ReleaseAsync(new PortQuery { Service = "web" }, cancellationToken);
        await registry.AllocateAsync(Some.Request(), cancellationToken);
        SqliteFile.Run(RegistryFile, "UPDATE claims SET released_at = 9000, collected = 1");

        var told = await TakeAsync(registry.WatchAsync(0, cancellationToken), 6);

        Assert.That(told.Select(c => c.Kind), Is.EqualTo(
        [
            PortChangeKind.Allocated, PortChangeKind.Conflicted, PortChangeKind.Cleared,
            PortChangeKind.Released, PortChangeKind.Allocated, PortChangeKind.Collected,
        ]));
        Assert.That(told[1].At, Is.EqualTo(DateTimeOffset.FromUnixTimeMilliseconds(5000)));
    }

    [Test]
    public async Task WatchAsync_DisposedRegistry_EndsTheStream(CancellationToken cancellationToken)
    {
        var registry = await OpenAsync(AllFree(), options: Real);
        await using var changes = registry.WatchAsync(cancellationToken: cancellationToken).GetAsyncEnumerator(cancellationToken);
        var next = changes.MoveNextAsync().AsTask();

        await registry.DisposeAsync();

        Assert.That(async () => await next, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(async () => await TakeAsync(registry.WatchAsync(cancellationToken: cancellationToken), 1), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task WatchAsync_Cancelled_EndsPromptly()
    {
        var registry = await OpenAsync(AllFree(), options: Real);
        using var cancel = new CancellationTokenSource();
        await using var changes = registry.WatchAsync(cancellationToken: cancel.Token).GetAsyncEnumerator();
        var next = changes.MoveNextAsync().AsTask();
        var watch = Stopwatch.StartNew();

        await cancel.CancelAsync();

        Assert.That(async () => await next, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(watch.Elapsed, Is.LessThan(Prompt));
    }

    private static async Task<List<PortChange>> TakeAsync(IAsyncEnumerable<PortChange> stream, int count)
    {
        var changes = new List<PortChange>();
        await foreach (var change in stream)
        {
            changes.Add(change);
            if (changes.Count == count) break;
        }
        return changes;
    }

    private static async Task AllocateAsync(IPortRegistry registry, string service, int count, CancellationToken cancellationToken)
    {
        for (var i = 0; i < count; i++) await registry.AllocateAsync(Some.Request($"{service}{i}"), cancellationToken);
    }

    private static string Insert(string service, string from = "") =>
        $"INSERT INTO changes (at, kind, port, protocol, project, project_id, checkout, service, name, replica) SELECT 0, 'allocated', 20000, 'tcp', 'shop', 'shop', 'main', '{service}', 'default', 0 {from}";

    /// <summary>The system's clock, on which a second never passes.</summary>
    private sealed class OnlyShortWaits : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime < ChangeFeed.Period ? dueTime : Timeout.InfiniteTimeSpan, period);
    }
}
