using System.Globalization;

namespace PortOrchestrator.PortRegistry.Tests.Recovery;

/// <summary>How many kills each of the tests of kills makes up.</summary>
internal static class KillRounds
{
    /// <summary>A thousand, or as many as the environment asks for.</summary>
    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("PORTORCHESTRATOR_TEST_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) ? rounds : 1000;
}
