using System.Collections.Concurrent;
using System.Globalization;

namespace PortOrchestrator.Supervision.Tests.Model;

/// <summary>
/// The engine against a small model of what it promises: nothing hangs, nothing runs twice, no stop and no start is lost, and whatever depends on
/// something has a fate. PORTORCH_MODEL_SEEDS says how many lives are tried, PORTORCH_MODEL_FIRST with which seed they begin.
/// </summary>
[CancelAfter(3_600_000)]
internal sealed class EngineModelTests
{
    private const int Steps = 150;
    private const int TraceShown = 120;

    [Test]
    public async Task AnyOrderOfEvents_KeepsThePromises()
    {
        var first = Setting("PORTORCH_MODEL_FIRST", 1);
        var count = Setting("PORTORCH_MODEL_SEEDS", 2000);
        var broken = new ConcurrentBag<(int Seed, string Text)>();

        await Parallel.ForEachAsync(Enumerable.Range(first, count), async (seed, _) =>
        {
            if (broken.Count < 3 && await TryAsync(seed, count) is { } text) broken.Add((seed, text));
        });

        Assert.That(broken.IsEmpty, () => string.Join("\n\n", broken.OrderBy(b => b.Seed).Select(b => $"Seed {b.Seed}: {b.Text}")));
    }

    private static async Task<string?> TryAsync(int seed, int count)
    {
        using var run = new ModelRun(seed);
        try
        {
            await run.GoAsync(Steps);
            return null;
        }
        catch (Exception e)
        {
            var trace = run.Trace;
            var left = count == 1 ? 0 : trace.Count - TraceShown;
            var shown = left > 10 ? [.. trace.Take(10), "…", .. trace.Skip(left)] : trace;
            return $"{(e is ModelViolation ? e.Message : e)}\n{string.Join('\n', shown)}";
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
