namespace PortOrchestrator.Supervision.Tests.Engines;

/// <summary>Makes definitions that are right in all that a test does not care about.</summary>
internal static class Made
{
    public static ServiceDefinition Service() => Engine.Specs.Service();
}
