namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>Random calls against a model: whatever the order, no port has two owners and nobody loses a port unasked.</summary>
internal sealed class RegistryModelTests : RegistryFixture
{
    private static readonly PortRange Pool = new(24000, 24011);

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    [CancelAfter(60000)]
    public async Task RandomCalls_AgainstAModel_NeverGiveOnePortTwice(int seed)
    {
        var random = new Random(seed);
        var registry = await OpenAsync(AllFree(), options: Options with { Pool = Pool });
        var held = new Dictionary<PortKey, int>();
        for (var step = 0; step < 600; step++)
        {
            var request = RandomRequest(random);
            var before = held.TryGetValue(request.Key, out var port) ? port : (int?)null;
            if (random.Next(4) == 0)
            {
                await registry.ReleaseAsync(new PortQuery { ProjectId = request.Key.ProjectId, Checkout = request.Key.Checkout, Service = request.Service });
                held.Remove(request.Key);
            }
            else
            {
                var result = await registry.AllocateAsync(request);
                CheckResult(request, result, before, held, $"seed {seed}, step {step}, {request}");
                if (result.Allocation is { } got) held[request.Key] = got.Port;
            }
            if (random.Next(10) == 0) Clock.Advance(TimeSpan.FromSeconds(random.Next(20)));
        }
        var listed = await registry.ListAsync();
        Assert.That(listed.ToDictionary(a => new PortKey { ProjectId = a.ProjectId, Checkout = a.Checkout, Service = a.Service }, a => a.Port), Is.EqualTo(held));
    }

    private static void CheckResult(
        PortRequest request, PortAllocationResult result, int? before, Dictionary<PortKey, int> held, string because)
    {
        var holder = held.Where(h => h.Key != request.Key).ToLookup(h => h.Value, h => h.Key);
        if (result.Allocation is not { } got)
        {
            Assert.That(result.Outcome, Is.EqualTo(request.Mode == PortMode.Exact ? PortOutcome.Conflict : PortOutcome.PoolExhausted), because);
            Assert.That(result.Reason, Is.Not.Empty, because);
            if (request.Mode == PortMode.Exact) Assert.That(holder[request.Port!.Value], Is.Not.Empty, because);
            return;
        }
        if (request.Mode == PortMode.Exact) Assert.That(got.Port, Is.EqualTo(request.Port), because);
        else if (before is { } kept) Assert.That(got.Port, Is.EqualTo(kept), because);
        if (result.Outcome == PortOutcome.Shared)
            Assert.That(holder[got.Port].Select(k => k.Service), Is.Not.Empty.And.All.EqualTo(request.Service), because);
        else if (result.Outcome == PortOutcome.Allocated)
            Assert.That(holder[got.Port], Is.Empty, because);
    }

    private static PortRequest RandomRequest(Random random)
    {
        var project = Some.Project($"p{random.Next(3)}", random.Next(3) == 0 ? "tree" : "main");
        var request = Some.Request($"s{random.Next(4)}", project) with { Mode = (PortMode)random.Next(3), AllowSharing = random.Next(2) == 0 };
        return request.Mode == PortMode.Auto ? request : request with { Port = Pool.First + random.Next(Pool.Count) };
    }
}
