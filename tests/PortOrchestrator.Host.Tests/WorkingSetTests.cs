using PortOrchestrator.Host.Supervisor;

namespace PortOrchestrator.Host.Tests;

[Platform("Linux")]
[CancelAfter(60_000)]
internal sealed class WorkingSetTests
{
    [Test]
    [NonParallelizable]
    public void Trim_ProgramIsResident_IsGivenBackAndEverythingGoesOn()
    {
        var garbage = new List<string>();
        for (var i = 0; i < 100_000; i++) garbage.Add(i.ToString("D20", null));
        var before = ResidentKilobytes();
        var kept = garbage[^1];
        garbage.Clear();

        WorkingSet.Trim();

        Assert.That(ResidentKilobytes(), Is.LessThan(before));
        Assert.That(kept, Does.EndWith("99999"));
        // Code that was dropped is run again, and more that never was.
        Assert.That(System.Text.Json.JsonSerializer.Serialize(new[] { 1, 2 }), Is.EqualTo("[1,2]"));
        Assert.That(() => throw new InvalidOperationException("told"), Throws.InvalidOperationException.With.Message.EqualTo("told"));
    }

    [Test]
    [NonParallelizable]
    public async Task Trim_WhileOthersWork_DisturbsNobody()
    {
        using var over = new CancellationTokenSource();
        var workers = Enumerable.Range(0, 4).Select(_ => Task.Run(() => Work(over.Token))).ToList();

        for (var i = 0; i < 20; i++) WorkingSet.Trim();

        await over.CancelAsync();
        Assert.That(await Task.WhenAll(workers), Has.All.GreaterThan(0));
    }

    private static int Work(CancellationToken over)
    {
        var rounds = 0;
        do
        {
            var numbers = Enumerable.Range(0, 1000).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToList();
            if (numbers.Sum(n => int.Parse(n, System.Globalization.CultureInfo.InvariantCulture)) != 499_500) throw new InvalidOperationException("wrong sum");
            rounds++;
        }
        while (!over.IsCancellationRequested);
        return rounds;
    }

    private static long ResidentKilobytes()
    {
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
