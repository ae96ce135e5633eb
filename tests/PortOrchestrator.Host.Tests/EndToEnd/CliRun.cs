using System.Text.Json.Nodes;

namespace PortOrchestrator.Host.Tests.EndToEnd;

/// <summary>How a run of the real program ended.</summary>
public sealed record CliRun(string CommandLine, int ExitCode, string Out, string Error, TimeSpan Elapsed)
{
    public JsonNode Json => JsonNode.Parse(Out)!;

    public override string ToString() => $"$ {CommandLine}\nexit code {ExitCode} after {Elapsed.TotalSeconds:0.00} s\n--- out\n{Out}\n--- error\n{Error}";
}
