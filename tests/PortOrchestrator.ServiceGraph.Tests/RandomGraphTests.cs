using System.Diagnostics;
using PortOrchestrator.Configuration;
using static PortOrchestrator.ServiceGraph.Tests.Define;

namespace PortOrchestrator.ServiceGraph.Tests;

internal sealed class RandomGraphTests
{
    [Test]
    public void Build_RandomGraphs_FindsCyclesExactlyWhereTheyAre([Range(1, 300)] int seed)
    {
        var random = new Random(seed);
        var services = RandomServices(random, acyclic: false, tiers: 1);
        var reach = Reachability(services);
        var onCycle = services.Where(s => reach[s.Name].Contains(s.Name)).Select(s => s.Name).ToHashSet();

        var result = DependencyGraph.Build(Project(services));
        var cycles = result.Diagnostics.Select(d => d.Message[(d.Message.IndexOf(':') + 2)..^1].Split(" -> ")).ToList();

        Assert.That(result.Graph is null, Is.EqualTo(onCycle.Count > 0));
        Assert.That(cycles.SelectMany(c => c).ToHashSet(), Is.EquivalentTo(onCycle));
        Assert.That(cycles.Select(c => string.Join(' ', c)), Is.Unique);
        foreach (var cycle in cycles)
        {
            Assert.That(cycle[0], Is.EqualTo(cycle[^1]));
            Assert.That(cycle.SkipLast(1), Is.Unique);
            for (var i = 0; i + 1 < cycle.Length; i++)
            {
                var service = services.Single(s => s.Name == cycle[i]);
                Assert.That(service.Dependencies.Select(d => d.Service), Does.Contain(cycle[i + 1]));
            }
        }
    }

    [Test]
    public void Plan_RandomGraphs_IsAValidCompleteOrder([Range(1, 300)] int seed)
    {
        var random = new Random(seed);
        var services = RandomServices(random, acyclic: true, tiers: 4);
        var named = services.Where(_ => random.Next(3) == 0).Select(s => s.Name).ToArray();
        var graph = Graph(services);
        var reach = Reachability(services);

        var plan = graph.Plan(new StartSelection { Services = named });

        var expected = named.Length == 0 ? services.Select(s => s.Name) : named.Concat(named.SelectMany(n => reach[n])).Distinct();
        Assert.That(plan.Names(), Is.EquivalentTo(expected));
        Assert.That(plan.Steps.Select(s => s.Service.Tier), Is.Ordered);
        var started = new Dictionary<string, StartStep>();
        foreach (var step in plan.Steps)
        {
            Assert.That(step.Dependencies.Select(d => d.Service), Is.EquivalentTo(step.Service.Dependencies.Select(d => d.Service).Distinct()));
            Assert.That(started.Keys, Is.SupersetOf(step.Dependencies.Select(d => d.Service)));
            var sameTier = step.Dependencies.Select(d => started[d.Service]).Where(s => s.Service.Tier == step.Service.Tier);
            Assert.That(step.Layer, Is.EqualTo(sameTier.Select(s => s.Layer + 1).DefaultIfEmpty(0).Max()));
            started.Add(step.Service.Name, step);
        }

        foreach (var service in services)
        {
            Assert.That(graph.Dependencies(service.Name), Is.EquivalentTo(reach[service.Name]));
            Assert.That(graph.Dependents(service.Name), Is.EquivalentTo(services.Where(s => reach[s.Name].Contains(service.Name)).Select(s => s.Name)));
        }
    }

    [Test]
    [CancelAfter(30_000)]
    public void Build_ChainOfManyServices_IsFastAndDoesNotOverflow([Values] bool closed)
    {
        const int count = 10_000;
        var services = Enumerable.Range(0, count)
            .Select(i => i > 0 ? Service($"s{i}", $"s{i - 1}") : closed ? Service("s0", $"s{count - 1}") : Service("s0")).Reverse().ToArray();
        var clock = Stopwatch.StartNew();

        var result = DependencyGraph.Build(Project(services));

        if (closed)
        {
            Assert.That(result.Diagnostics, Has.Count.EqualTo(1));
        }
        else
        {
            Assert.That(result.Graph!.Plan().Steps[^1].Layer, Is.EqualTo(count - 1));
            Assert.That(result.Graph.Dependencies($"s{count - 1}"), Has.Count.EqualTo(count - 1));
            Assert.That(GraphRenderer.Render(result.Graph, GraphFormat.Tree), Does.Contain("s9999"));
        }

        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
    }

    private static ServiceDefinition[] RandomServices(Random random, bool acyclic, int tiers)
    {
        var count = random.Next(1, 14);
        var services = new ServiceDefinition[count];
        var tier = Enumerable.Range(0, count).Select(_ => random.Next(tiers)).Order().ToArray();
        for (var i = 0; i < count; i++)
        {
            var dependencies = Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(acyclic ? i : count)).Where(d => d != i && d >= 0);
            if (acyclic && i == 0) dependencies = [];
            services[i] = Service($"s{i}", [.. dependencies.Select(d => $"s{d}")]) with { Tier = tier[i] };
        }

        random.Shuffle(services);
        return services;
    }

    // The naive reference: repeat until nothing new is reached.
    private static Dictionary<string, HashSet<string>> Reachability(ServiceDefinition[] services)
    {
        var reach = services.ToDictionary(s => s.Name, s => s.Dependencies.Select(d => d.Service).ToHashSet());
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var set in reach.Values)
            {
                foreach (var far in set.ToArray().SelectMany(n => reach[n]).ToArray()) changed |= set.Add(far);
            }
        }

        return reach;
    }
}
