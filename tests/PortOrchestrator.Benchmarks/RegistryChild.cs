using System.Diagnostics;
using System.Globalization;
using PortOrchestrator.PortRegistry;
using PortOrchestrator.Ports;

namespace PortOrchestrator.Benchmarks;

/// <summary>One of several processes that ask one registry. It warms up on a file of its own, says that it is ready, and begins when it is told to.</summary>
internal static class RegistryChild
{
    public const string Argument = "registry-child";

    private const int WarmUp = 200;

    public static async Task RunAsync(string file, string project, int count)
    {
        await using (var own = await ScratchRegistry.OpenAsync(new PortRegistryOptions(), CancellationToken.None))
        await using (var other = await SqlitePortRegistry.OpenAsync(new PortRegistryOptions { Path = own.File }))
        {
            await own.AllocateAsync("warm-up", 0, WarmUp, CancellationToken.None);
            // Waiting for the lock has to be warm, too.
            await Task.WhenAll(
                Task.Run(() => own.AllocateAsync("contended", 0, WarmUp, CancellationToken.None)),
                Task.Run(() => ScratchRegistry.AllocateAsync(other, "contending", 0, WarmUp, CancellationToken.None)));
        }
        await using var registry = await SqlitePortRegistry.OpenAsync(new PortRegistryOptions { Path = file });
        Console.WriteLine("ready");
        Console.ReadLine();
        var answers = new List<(PortAllocationResult Result, long Began, long Ended)>();
        for (var i = 0; i < count; i++)
        {
            var began = Stopwatch.GetTimestamp();
            var result = await registry.AllocateAsync(ScratchRegistry.Request(project, i));
            answers.Add((result, began, Stopwatch.GetTimestamp()));
        }
        foreach (var (result, began, ended) in answers)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Allocation?.Port ?? 0} {began} {ended}"));
        Console.WriteLine(Stampede.Answered);
        // An end has its own cost, and would take the processors from those that still wait.
        Console.ReadLine();
    }
}
