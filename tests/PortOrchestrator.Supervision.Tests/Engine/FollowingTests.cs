using System.Runtime.CompilerServices;
using System.Threading.Channels;
using PortOrchestrator.Supervision.Engine;
using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Supervision.Tests.Engine;

/// <summary>Services that another supervisor runs.</summary>
[CancelAfter(60_000)]
internal sealed class FollowingTests : EngineFixture
{
    private static readonly ProjectIdentity Machine = SharedScope.OfMachine("/etc");
    private FakeShared _redis = null!;

    [SetUp]
    public void Follow() => Shared = _redis = new FakeShared();

    [Test]
    public async Task UpAsync_DependencyRunsElsewhere_DependentStartsOnceThatIsReady()
    {
        await StartAsync();
        _redis.Tell(ServiceState.Starting);
        await UntilAsync("redis", ServiceState.Starting);
        var waiting = (await StateAsync("web")).State;

        _redis.Tell(ServiceState.Running);
        await UntilAsync("web", ServiceState.Running);
        var redis = await StateAsync("redis");

        Assert.That(waiting, Is.EqualTo(ServiceState.Pending));
        Assert.That((redis.Pid, redis.Ports, redis.Scope), Is.EqualTo((42, _redis.Ports, ServiceScope.Machine)));
        Assert.That(World.Events, Is.EqualTo(["start web"]));
    }

    [Test]
    public async Task UpAsync_ItFailsElsewhere_SkipsWhatNeedsItUntilItRecovers()
    {
        await StartAsync(Specs.Service("alone"));
        _redis.Tell(ServiceState.Failed);
        var web = await UntilAsync("web", ServiceState.Skipped);
        await UntilAsync("alone", ServiceState.Running);

        _redis.Tell(ServiceState.Running);
        await UntilAsync("web", ServiceState.Running);

        Assert.That(web.Reason, Does.Contain("redis"));
    }

    [Test]
    public async Task StopAsync_OfTheCheckout_LeavesItToWhoRunsIt()
    {
        await StartAsync();
        _redis.Tell(ServiceState.Running);
        await UntilAsync("web", ServiceState.Running);

        await StopAsync();

        Assert.That((await StateAsync("redis")).State, Is.EqualTo(ServiceState.Stopped));
        Assert.That(World.Events, Is.EqualTo(["start web", "stop web"]));
        Assert.That(_redis.Followers, Is.Zero);
    }

    [Test]
    public async Task Begin_SupervisorWasKilled_FollowsAgain()
    {
        await StartAsync();
        _redis.Tell(ServiceState.Running);
        await UntilAsync("web", ServiceState.Running);
        await CrashAsync();

        Begin();
        _redis.Tell(ServiceState.Running);
        var again = await UntilAsync("redis", ServiceState.Running);

        Assert.That(again.Pid, Is.EqualTo(42));
        Assert.That((await StateAsync("web")).State, Is.EqualTo(ServiceState.Running));
    }

    [Test]
    public async Task UpAsync_StoppedByOthers_IsToldAndFollowedStill()
    {
        await StartAsync();
        _redis.Tell(ServiceState.Running);
        await UntilAsync("web", ServiceState.Running);

        _redis.Tell(ServiceState.Stopped);
        await UntilAsync("redis", ServiceState.Stopped);
        _redis.Tell(ServiceState.Running);
        await UntilAsync("redis", ServiceState.Running);

        Assert.That((await StateAsync("web")).State, Is.EqualTo(ServiceState.Running));
    }

    private async Task StartAsync(params ServiceDefinition[] more)
    {
        Begin();
        var redis = (Specs.Service("redis") with { Scope = ServiceScope.Machine, Tier = 1 }).Spec(Folder) with { RunBy = Machine };
        var own = new[] { Specs.Service("web", "redis") }.Concat(more).Select(s => s.Spec(Folder)).ToList();
        await Engine.UpAsync(new UpCommand
        {
            Project = ProjectOf() with { Services = [redis, .. own] },
            Services = ["redis", .. own.Select(s => s.Name)],
        });
    }

    private sealed class FakeShared : ISharedServices
    {
        private readonly object _gate = new();
        private readonly List<Channel<ServiceSnapshot?>> _followers = [];
        private ServiceSnapshot? _last;

        public IReadOnlyList<ServicePort> Ports { get; } = [new("default", 6379, PortProtocol.Tcp)];

        public int Followers
        {
            get
            {
                lock (_gate) return _followers.Count;
            }
        }

        public void Tell(ServiceState state)
        {
            lock (_gate)
            {
                _last = new ServiceSnapshot { Name = "redis", Service = "redis", State = state, Pid = 42, Ports = Ports, LogPath = "/log" };
                foreach (var follower in _followers) follower.Writer.TryWrite(_last);
            }
        }

        public async IAsyncEnumerable<ServiceSnapshot?> FollowAsync(
            ProjectIdentity owner, string service, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var channel = Channel.CreateUnbounded<ServiceSnapshot?>();
            lock (_gate)
            {
                _followers.Add(channel);
                if (_last is not null) channel.Writer.TryWrite(_last);
            }

            try
            {
                await foreach (var news in channel.Reader.ReadAllAsync(cancellationToken)) yield return news;
            }
            finally
            {
                lock (_gate) _followers.Remove(channel);
            }
        }
    }
}
