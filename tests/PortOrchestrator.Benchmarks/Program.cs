using System.Globalization;
using PortOrchestrator.Benchmarks;

if (args is [RegistryChild.Argument, var registryFile, var project, var count])
{
    await RegistryChild.RunAsync(registryFile, project, int.Parse(count, CultureInfo.InvariantCulture));
    return 0;
}

Options options;
try
{
    options = Options.Parse(args);
}
catch (FormatException e)
{
    Console.Error.WriteLine($"{e.Message}\n\n{Options.Usage}");
    return 2;
}

if (options.Help)
{
    Console.Out.Write(Options.Usage);
    return 0;
}

using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    cancellation.Cancel();
};

var benchmarks = new IBenchmark[]
{
    new ChainBenchmark(), new LayersBenchmark(), new IndependentBenchmark(), new ThousandBenchmark(), new StopBenchmark(), new AnswerBenchmark(),
    new MemoryBenchmark(), new IdleBenchmark(), new VersionBenchmark(), new AgainBenchmark(), new AllocateBenchmark(), new RegistryBenchmark(),
    new GrowthBenchmark(), new StampedeBenchmark(), new ConfigurationBenchmark(), new DetectBenchmark(), new LogsBenchmark(), new SessionsBenchmark(),
};
var results = new List<Measurement>();
foreach (var benchmark in benchmarks.Where(b => options.Only.Count == 0 || options.Only.Contains(b.Name)))
{
    Console.Error.WriteLine($"{benchmark.Name} …");
    try
    {
        results.AddRange(await benchmark.RunAsync(options, cancellation.Token));
    }
    catch
    {
        await options.Leftovers.DeleteAsync();
        throw;
    }
}

await options.Leftovers.DeleteAsync();
Console.Out.Write(Report.Render(results));
return options.Check && results.Any(r => !r.IsWithinLimit) ? 1 : 0;
