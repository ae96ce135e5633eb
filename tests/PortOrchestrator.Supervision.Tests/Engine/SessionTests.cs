using PortOrchestrator.Sessions;
using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Supervision.Tests.Engine;

/// <summary>Services that run for sessions, and stop for want of them.</summary>
[CancelAfter(60_000)]
internal sealed class SessionTests : EngineFixture
{
    private FakeSessions _sessions = null!;

    [SetUp]
    public void OpenSessions() => Sessions = _sessions = new FakeSessions();

    [Test]
    public async Task LastSessionEnds_GraceIsOver_ServicesStop()
    {
        Begin();
        _sessions.Usage = Live();
        await UpForSessionsAsync("web", "api");
        await UntilAsync("web", ServiceState.Running);

        _sessions.Usage = Over();
        await Engine.HearSessionsAsync();

        await UntilAsync("web", ServiceState.Stopped);
        Assert.That((await UntilAsync("api", ServiceState.Stopped)).Reason, Does.Contain("the last session has ended"));
    }

    [Test]
    public async Task LastSessionEnds_DuringGrace_NothingStopsUntilItIsOver()
    {
        Begin();
        _sessions.Usage = Live();
        await UpForSessionsAsync("web");
        await UntilAsync("web", ServiceState.Running);
        _sessions.Usage = new SessionUsage { GraceLeft = TimeSpan.FromMinutes(5) };
        var looks = _sessions.Looks;
        await Engine.HearSessionsAsync();
        await Eventually(() => _sessions.Looks > looks);
        await Engine.GetSnapshotAsync();
        Assert.That(World.Count("web"), Is.EqualTo(1));

        _sessions.Usage = Over();
        Clock.Advance(TimeSpan.FromMinutes(5));

        await UntilAsync("web", ServiceState.Stopped);
    }

    [Test]
    public async Task OwnerEnds_NobodySaysSo_IsSeen()
    {
        Begin();
        var owner = World.Existing("agent");
        _sessions.Usage = Live(new SessionOwner(owner.Pid, owner.StartTime, owner.BootId));
        await UpForSessionsAsync("web");
        await UntilAsync("web", ServiceState.Running);
        await Eventually(() => _sessions.Looks > 0);
        await Engine.GetSnapshotAsync();

        _sessions.Usage = Over();
        World.Exit("agent", 137);

        await UntilAsync("web", ServiceState.Stopped);
    }

    [Test]
    public async Task SessionStarts_WhileTheStopIsDecided_NothingStops()
    {
        Begin();
        _sessions.Usage = Live();
        await UpForSessionsAsync("web");
        await UntilAsync("web", ServiceState.Running);
        using var gate = _sessions.Hold();
        _sessions.Usage = Over();
        await Engine.HearSessionsAsync();
        await Eventually(() => _sessions.Held);

        // The session is registered after the transaction that found none, and is then told of.
        _sessions.Usage = Live();
        Assert.That((await Engine.HearSessionsAsync()).Services.Single().State, Is.EqualTo(ServiceState.Running));
        gate.Dispose();

        var looks = _sessions.Looks;
        await Eventually(() => _sessions.Looks > looks);
        await Engine.GetSnapshotAsync();
        Assert.That(World.Events, Has.None.EqualTo("stop web"));
    }

    [Test]
    public async Task HearSessions_ServiceWaitsForDependentToStop_IsShownAsStopping()
    {
        Begin();
        _sessions.Usage = Live();
        World.Stubborn["web"] = true;
        await UpForSessionsAsync(Specs.Service("db"), Specs.Service("web", "db"));
        await UntilAsync("web", ServiceState.Running);
        _sessions.Usage = Over();
        await Engine.HearSessionsAsync();
        await UntilAsync("web", ServiceState.Stopping);

        var seen = await Engine.HearSessionsAsync();

        World.Stubborn.Clear();
        Assert.That(seen.Services.Select(s => s.State), Is.All.EqualTo(ServiceState.Stopping));
    }

    [Test]
    public async Task AskedForByHand_BeforeOrAfterwards_IsKept()
    {
        Begin();
        _sessions.Usage = Live();
        await UpAsync(Specs.Service("before"));
        await UntilAsync("before", ServiceState.Running);
        await UpForSessionsAsync(Specs.Service("before"), Specs.Service("after"), Specs.Service("other"));
        await UntilAsync("after", ServiceState.Running);
        await Engine.UpAsync(new UpCommand { Project = ProjectOf(Specs.Service("before"), Specs.Service("after"), Specs.Service("other")), Services = ["after"] });
        _sessions.Usage = Over();

        await Engine.HearSessionsAsync();

        await UntilAsync("other", ServiceState.Stopped);
        Assert.That((World.Count("before"), World.Count("after")), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task StopPolicies_OfServices_GoBeforeThatOfTheSession()
    {
        Begin();
        _sessions.Usage = Live();
        await UpForSessionsAsync(
            Specs.Service("never") with { StopPolicy = StopPolicy.Never },
            Specs.Service("now") with { StopPolicy = StopPolicy.Immediate },
            Specs.Service("later"));
        await UntilAsync("later", ServiceState.Running);
        _sessions.Usage = new SessionUsage { GraceLeft = TimeSpan.FromMinutes(1) };
        await Engine.HearSessionsAsync();
        await UntilAsync("now", ServiceState.Stopped);
        Assert.That(World.Count("later"), Is.EqualTo(1));

        _sessions.Usage = Over();
        await Engine.HearSessionsAsync();

        await UntilAsync("later", ServiceState.Stopped);
        Assert.That(World.Count("never"), Is.EqualTo(1));
    }

    [Test]
    public async Task ServiceThatIsKept_NeedsAnother_ThatOneIsKeptToo()
    {
        Begin();
        _sessions.Usage = Live();
        await UpForSessionsAsync(
            Specs.Service("db"),
            Specs.Service("web", "db") with { StopPolicy = StopPolicy.Never },
            Specs.Service("other"));
        await UntilAsync("web", ServiceState.Running);
        _sessions.Usage = Over();

        await Engine.HearSessionsAsync();

        await UntilAsync("other", ServiceState.Stopped);
        Assert.That(World.Count("db"), Is.EqualTo(1));
    }

    [Test]
    public async Task SupervisorIsKilled_SessionsEnd_TheNextOneStopsWhatItTakesOver()
    {
        Begin();
        _sessions.Usage = Live();
        await UpForSessionsAsync("web");
        await UntilAsync("web", ServiceState.Running);
        await CrashAsync();
        _sessions.Usage = Over();

        Begin();

        await UntilAsync("web", ServiceState.Stopped);
    }

    [Test]
    public async Task NothingRunsForSessions_NobodyLooks()
    {
        Begin();
        await UpAsync(Specs.Service("web"));
        await UntilAsync("web", ServiceState.Running);

        await Engine.HearSessionsAsync();
        await Engine.GetSnapshotAsync();

        Assert.That(_sessions.Looks, Is.Zero);
    }

    [Test]
    public async Task RegistryCannotBeRead_NothingStops_ItIsTriedAgain()
    {
        Begin();
        _sessions.Failure = new RegistryException(ErrorCode.RegistryUnavailable, "registry.db", "the disk is gone");
        await UpForSessionsAsync("web");
        await UntilAsync("web", ServiceState.Running);
        await Eventually(() => _sessions.Looks > 0);
        _sessions.Usage = Over();
        _sessions.Failure = null;

        await UntilAsync(
            s =>
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                return s.Services.Single().State == ServiceState.Stopped;
            },
            "web is stopped");
    }

    private static SessionUsage Over() => new();

    private static SessionUsage Live(SessionOwner? owner = null) => new()
    {
        Live = [new SessionInfo { Agent = SessionAgent.Claude, SessionId = "a", Project = Specs.Project, Owner = owner, IsLive = true }],
    };

    private static async Task Eventually(Func<bool> condition)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(start).TotalSeconds > 20) Assert.Fail("the condition did not come true");
            await Task.Delay(5);
        }
    }

    private Task<UpReply> UpForSessionsAsync(params string[] services) => UpForSessionsAsync([.. services.Select(s => Specs.Service(s))]);

    private Task<UpReply> UpForSessionsAsync(params ServiceDefinition[] services) => Engine.UpAsync(new UpCommand
    {
        Project = ProjectOf(services),
        Services = [.. services.Select(s => s.Name)],
        ForSessions = true,
    });

    /// <summary>Says what the test wants about the sessions.</summary>
    private sealed class FakeSessions : ISessionStore
    {
        private volatile SessionUsage _usage = new();
        private volatile TaskCompletionSource? _gate;
        private int _looks;

        public SessionUsage Usage
        {
            get => _usage;
            set => _usage = value;
        }

        public Exception? Failure { get; set; }

        public int Looks => Volatile.Read(ref _looks);

        public bool Held { get; private set; }

        public Gate Hold() => new Gate(_gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

        public async Task<SessionUsage> ReviewAsync(ProjectIdentity project, CancellationToken cancellationToken = default)
        {
            var usage = _usage;
            if (_gate is { Task.IsCompleted: false } gate)
            {
                Held = true;
                await gate.Task;
            }

            Interlocked.Increment(ref _looks);
            return Failure is null ? usage : throw Failure;
        }

        public Task<SessionRegistration> StartAsync(SessionRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<SessionInfo>> EndAsync(SessionQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<SessionInfo>> ListAsync(SessionQuery? query = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<ProjectIdentity>> FindLeftAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task SettleAsync(ProjectIdentity project, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public sealed class Gate(TaskCompletionSource source) : IDisposable
        {
            public void Dispose() => source.TrySetResult();
        }
    }
}
