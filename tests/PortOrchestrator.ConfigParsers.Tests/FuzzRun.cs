using System.Globalization;

namespace PortOrchestrator.ConfigParsers.Tests;

/// <summary>How many inputs the fuzz tests try, and how long one may take. PORTORCH_FUZZ_INPUTS sets the number of each test; by default a run is short.</summary>
internal static class FuzzRun
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    public static int Inputs { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("PORTORCH_FUZZ_INPUTS"), NumberStyles.None, CultureInfo.InvariantCulture, out var inputs) ? inputs : 2_000;

    /// <summary>Tries one input after another; each is made from its own seed, which is told when it fails.</summary>
    public static void Try(Func<Random, string> make, Action<string> check, CancellationToken cancellationToken)
    {
        for (var seed = 0; seed < Inputs; seed++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var input = make(new Random(seed));
            try
            {
                // A slow machine may interrupt one try; it does not interrupt three.
                var fastest = TimeSpan.MaxValue;
                for (var i = 0; i < 3 && fastest >= Limit; i++) fastest = Min(fastest, Time(() => check(input)));
                Assert.That(fastest, Is.LessThan(Limit));
            }
            catch (Exception e)
            {
                throw new AssertionException($"seed {seed}: {input}\n{e.Message}", e);
            }
        }
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static TimeSpan Time(Action action)
    {
        var started = TimeProvider.System.GetTimestamp();
        action();
        return TimeProvider.System.GetElapsedTime(started);
    }
}
