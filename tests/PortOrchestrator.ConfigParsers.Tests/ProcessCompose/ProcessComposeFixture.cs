using PortOrchestrator.Configuration;
using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.ConfigParsers.Tests.ProcessCompose;

/// <summary>Reads process-compose files from a folder of the test's own, with variables that the test chooses.</summary>
internal abstract class ProcessComposeFixture : ConfigurationFixture
{
    protected const string FileName = "process-compose.yaml";

    /// <summary>The caller's variables; programs are found where the test's own are.</summary>
    protected Dictionary<string, string> Caller { get; } = new() { ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "" };

    protected static string Data(string name) => Path.Combine(TestContext.CurrentContext.TestDirectory, "TestData", name);

    protected ReadingOptions Options => new() { Folder = Temp.Path, Environment = Caller };

    protected Task<ConfigurationResult> ReadYamlAsync(string text, bool runCommands = false) =>
        ReadAsync([Temp.Write(FileName, text)], runCommands);

    protected Task<ConfigurationResult> ReadAsync(IReadOnlyList<string> files, bool runCommands = false) =>
        new ConfigurationReader().ReadAsync(Temp.Path, files, Options with { RunCommands = runCommands });

    /// <summary>Reads a file that must have no errors.</summary>
    protected async Task<ProjectDefinition> ProjectAsync(string text, bool runCommands = false)
    {
        var result = await ReadYamlAsync(text, runCommands);
        Assert.That(Errors(result), Is.Empty);
        return result.Definition!;
    }

    /// <summary>Reads one process, given as the lines below its name.</summary>
    protected async Task<ServiceDefinition> ProcessAsync(string keys)
    {
        var command = keys.Contains("command:", StringComparison.Ordinal) || keys.Contains("entrypoint:", StringComparison.Ordinal) ? "" : "    command: run\n";
        var lines = keys.Split('\n').Select(l => "    " + l + "\n");
        return (await ProjectAsync($"processes:\n  web:\n{command}{string.Concat(lines)}")).Services[0];
    }

    protected static IEnumerable<string> Errors(ConfigurationResult result) =>
        result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => $"{d.Location} {d.Code} {d.Message}");

    protected static string Codes(ConfigurationResult result) => string.Join(' ', result.Diagnostics.Select(d => d.Code).Distinct().Order());
}
