using PortOrchestrator.Configuration;
using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.ConfigParsers.Tests;

/// <summary>Gives each test a folder to write configuration files into and to read them from.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.Children)]
internal abstract class ConfigurationFixture : IDisposable
{
    protected TempFolder Temp { get; } = new();

    public void Dispose() => Temp.Dispose();

    protected Task<ConfigurationResult> ReadAsync(string text, string name = ".project-services.json") => ReadFilesAsync(Temp.Write(name, text));

    protected Task<ConfigurationResult> ReadFilesAsync(params string[] files) => new ConfigurationReader().ReadAsync(Temp.Path, files);

    /// <summary>Reads one service, given as JSON without the braces, with a name and a command unless it has its own.</summary>
    protected async Task<ServiceDefinition> ServiceAsync(string keys)
    {
        var result = await ReadAsync(Document(keys));
        Assert.That(result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error), Is.Empty);
        return result.Definition!.Services[0];
    }

    protected static string Document(string keys)
    {
        var name = keys.Contains("\"name\"") ? "" : "\"name\": \"web\", ";
        var command = keys.Contains("start_command") || keys.Contains("\"kind\"") ? "" : "\"start_command\": \"run\", ";
        return $$"""{ "services": [ { {{name}}{{command}}{{keys}} } ] }""";
    }

    protected static string Describe(Diagnostic diagnostic) =>
        $"{diagnostic.Location?.Line}:{diagnostic.Location?.Column} {diagnostic.Severity} {diagnostic.Code}";
}
