namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>
/// Random calls against a model: whatever the order, no port has two owners, nobody loses a port unasked or before its time, and nobody is put
/// into another project's range.
/// </summary>
internal sealed class RegistryModelTests : RegistryFixture
{
    private const int Steps = 800;

    private static readonly PortRange Pool = new(24000, 24015);
    private static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(30);

    private readonly Dictionary<PortKey, Held> _held = [];
    private readonly Dictionary<string, PortRange> _ranges = [];
    private IPortRegistry _registry = null!;
    private Random _random = null!;
    private string _because = "";

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    [TestCase(5)]
    [CancelAfter(60000)]
    public async Task RandomCalls_AgainstAModel_KeepEveryPromise(int seed)
    {
        _held.Clear();
        _ranges.Clear();
        _random = new Random(seed);
        _registry = await OpenAsync(AllFree(), options: Options with { Pool = Pool });
        for (var step = 0; step < Steps; step++)
        {
            _because = $"seed {seed}, step {step}";
            await (_random.Next(12) switch
            {
                0 or 1 => ReleaseAsync(),
                2 => SetRangeAsync(),
                3 => PassTimeAsync(),
                4 or 5 => AllocateBlockAsync(),
                _ => AllocateAsync(),
            });
        }
        var listed = await _registry.ListAsync();
        Assert.That(listed.ToDictionary(KeyOf, a => a.Port), Is.EqualTo(_held.ToDictionary(h => h.Key, h => h.Value.Port)));
        Assert.That(listed.Where(a => a.Persistence == PortPersistence.Stable).Select(KeyOf), Is.EquivalentTo(_held.Where(h => h.Value.Ends is null).Select(h => h.Key)));
    }

    private async Task AllocateAsync()
    {
        var request = RandomRequest();
        var before = _held.GetValueOrDefault(request.Key);
        var result = await _registry.AllocateAsync(request);
        _because += $", {request}: {result.Outcome} {result.Allocation?.Port}";
        var holders = _held.Where(h => h.Key != request.Key).ToLookup(h => h.Value.Port, h => h.Key);
        if (result.Allocation is not { } got)
        {
            Assert.That(result.Outcome, Is.EqualTo(request.Mode == PortMode.Exact ? PortOutcome.Conflict : PortOutcome.PoolExhausted), _because);
            Assert.That(result.Reason, Is.Not.Empty, _because);
            if (request.Mode == PortMode.Exact) Assert.That(holders[request.Port!.Value], Is.Not.Empty, _because);
            return;
        }
        if (request.Mode == PortMode.Exact) Assert.That(got.Port, Is.EqualTo(request.Port), _because);
        else if (before is not null) Assert.That(got.Port, Is.EqualTo(before.Port), _because);
        if (result.Outcome == PortOutcome.Shared) Assert.That(holders[got.Port].Select(k => k.Service), Is.Not.Empty.And.All.EqualTo(request.Service), _because);
        else if (result.Outcome == PortOutcome.Allocated) Assert.That(holders[got.Port], Is.Empty, _because);
        if (result is { Outcome: PortOutcome.Allocated, Candidates: [.., { Origin: PortOrigin.Pool or PortOrigin.Range or PortOrigin.Following }] })
            CheckRange(request.Project, got.Port);
        Keep(request.Key, got.Port, request.Persistence);
    }

    private async Task AllocateBlockAsync()
    {
        var services = Enumerable.Range(0, 4).OrderBy(_ => _random.Next()).Take(1 + _random.Next(3)).ToList();
        var block = new PortBlockRequest
        {
            Project = RandomProject(),
            // Far enough from each other that no two numbers meet.
            Members = [.. services.Select((s, i) => new PortBlockMember { Service = $"s{s}", Port = _random.Next(2) == 0 ? Pool.First + (i * 4) : null })],
            Persistence = _random.Next(3) == 0 ? PortPersistence.Lease : PortPersistence.Stable,
        };
        if (block.Persistence == PortPersistence.Lease) block = block with { TimeToLive = TimeToLive };
        var result = await _registry.AllocateBlockAsync(block);
        _because += $", {block.Project.Name} {string.Join(' ', block.Members)}: {result.Outcome} {string.Join(' ', result.Allocations.Select(a => a.Port))}";
        if (!result.Succeeded)
        {
            Assert.That(result.Outcome, Is.EqualTo(PortOutcome.Conflict).Or.EqualTo(PortOutcome.PoolExhausted), _because);
            Assert.That(await _registry.ListAsync(), Has.Count.EqualTo(_held.Count), _because + ": none at all");
            return;
        }
        foreach (var (member, got) in block.Members.Zip(result.Allocations))
        {
            var before = _held.GetValueOrDefault(KeyOf(got));
            if (before is not null) Assert.That(got.Port, Is.EqualTo(before.Port), _because);
            else Assert.That(_held.Where(h => h.Key != KeyOf(got)).Select(h => h.Value.Port), Has.No.Member(got.Port), _because);
            if (result.Offset is { } offset && member.Port is { } number) Assert.That(got.Port, Is.EqualTo(number + offset), _because);
            if (before is null && result.Offset != 0) CheckRange(block.Project, got.Port);
            Keep(KeyOf(got), got.Port, block.Persistence);
        }
    }

    private async Task ReleaseAsync()
    {
        var project = RandomProject();
        var query = new PortQuery { ProjectId = project.ProjectId, Checkout = project.Checkout, Service = $"s{_random.Next(4)}" };
        var released = await _registry.ReleaseAsync(query);
        var gone = _held.Keys.Where(k => k.ProjectId == query.ProjectId && k.Checkout == query.Checkout && k.Service == query.Service).ToList();
        Assert.That(released.Select(KeyOf), Is.EquivalentTo(gone), _because);
        gone.ForEach(k => _held.Remove(k));
    }

    private async Task SetRangeAsync()
    {
        var project = RandomProject();
        var first = Pool.First + _random.Next(Pool.Count - 4);
        PortRange? range = _random.Next(3) == 0 ? null : new PortRange(first, first + _random.Next(4, 8));
        await _registry.SetProjectRangeAsync(project, range);
        if (range is { } set) _ranges[project.ProjectId] = set;
        else _ranges.Remove(project.ProjectId);
    }

    private async Task PassTimeAsync()
    {
        Clock.Advance(TimeSpan.FromSeconds(_random.Next(20)));
        var ended = _held.Where(h => h.Value.Ends <= Clock.GetUtcNow()).Select(h => h.Key).ToList();
        Assert.That((await _registry.PruneAsync()).Select(KeyOf), Is.EquivalentTo(ended), _because);
        ended.ForEach(k => _held.Remove(k));
    }

    private void CheckRange(ProjectIdentity project, int port)
    {
        if (_ranges.TryGetValue(project.ProjectId, out var own) && own.Contains(port)) return;
        Assert.That(_ranges.Where(r => r.Key != project.ProjectId && r.Value.Contains(port)), Is.Empty, $"{_because}: {port} is another project's");
    }

    // A lease that moves is a new one; what is wanted for good once is kept for good.
    private void Keep(PortKey key, int port, PortPersistence persistence)
    {
        var stays = persistence == PortPersistence.Stable || (_held.TryGetValue(key, out var before) && before.Port == port && before.Ends is null);
        _held[key] = new Held(port, stays ? null : Clock.GetUtcNow() + TimeToLive);
    }

    private PortRequest RandomRequest()
    {
        var persistence = (PortPersistence)Math.Max(0, _random.Next(6) - 3);
        var request = Some.Request($"s{_random.Next(4)}", RandomProject()) with { AllowSharing = _random.Next(2) == 0, Persistence = persistence };
        if (persistence != PortPersistence.Stable) request = request with { TimeToLive = TimeToLive };
        var mode = (PortMode)_random.Next(3);
        return mode == PortMode.Auto || persistence == PortPersistence.Ephemeral
            ? request
            : request with { Mode = mode, Port = Pool.First + _random.Next(Pool.Count) };
    }

    private ProjectIdentity RandomProject() => Some.Project($"p{_random.Next(3)}", _random.Next(3) == 0 ? "tree" : "main");

    private static PortKey KeyOf(PortAllocation a) => new() { ProjectId = a.ProjectId, Checkout = a.Checkout, Service = a.Service };

    private sealed record Held(int Port, DateTimeOffset? Ends);
}
