using System.Diagnostics;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>How long a call goes on after it was cancelled.</summary>
internal static class CancellationTime
{
    private const int Calls = 7;

    private static readonly TimeSpan Allowed = TimeSpan.FromMilliseconds(100);

    /// <summary>Cancels a call that waits, a few times. The middle one counts: what else the machine does may delay single ones.</summary>
    public static async Task AssertAsync(Func<CancellationToken, Task> call)
    {
        var times = new List<TimeSpan>();
        for (var i = 0; i < Calls; i++)
        {
            using var cancellation = new CancellationTokenSource();
            var running = call(cancellation.Token);
            await Task.Delay(60 + (7 * i));
            Assert.That(running.IsCompleted, Is.False, "it waits");
            var cancelled = Stopwatch.GetTimestamp();
            await cancellation.CancelAsync();
            Assert.That(async () => await running, Throws.InstanceOf<OperationCanceledException>());
            times.Add(Stopwatch.GetElapsedTime(cancelled));
        }
        TestContext.Out.WriteLine(string.Join(' ', times.Select(t => $"{t.TotalMilliseconds:0.0}")));
        Assert.That(times.Order().ElementAt(Calls / 2), Is.LessThan(Allowed));
    }
}
