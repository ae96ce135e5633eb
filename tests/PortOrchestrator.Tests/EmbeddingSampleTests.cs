using System.Diagnostics;

namespace PortOrchestrator.Tests;

/// <summary>Runs the program of docs/samples/embedding as a user would.</summary>
[TestFixture]
[CancelAfter(60_000)]
internal sealed class EmbeddingSampleTests
{
    private static readonly string Repository = FindRepository();

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("portorch-embedding-");

    [TearDown]
    public async Task StopAndRemove()
    {
        await RunAsync(Built("src/PortOrchestrator.Host", "portorch.dll"), ["down", "--project", _folder.FullName], CancellationToken.None);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                _folder.Delete(recursive: true);
                break;
            }
            catch (IOException) when (attempt < 200)
            {
                // A supervisor that is ending may still renew the registry's backup.
                Thread.Sleep(25);
            }
        }
    }

    [Test]
    public void Program_WithoutUsingAndBlankLines_HasFewerThanTenLines()
    {
        var lines = File.ReadLines(Path.Combine(Repository, "docs/samples/embedding/Program.cs"));

        Assert.That(lines.Count(l => l.Length > 0 && !l.StartsWith("using ", StringComparison.Ordinal)), Is.LessThan(10));
    }

    [Test]
    public async Task Program_OnAProject_StartsItsServicesAndNamesTheirPorts(CancellationToken cancellationToken)
    {
        Write("""{ "services": [ { "name": "web", "start_command": "echo on $PORT; exec sleep 600" } ] }""");

        var (exitCode, output, errors) = await RunAsync(Sample, [_folder.FullName], cancellationToken);

        Assert.That(exitCode, Is.Zero, errors);
        Assert.That(output, Does.Match(@"^web: running \d{4,5}\n$"));
    }

    [Test]
    public async Task Program_WhenAServiceFails_NamesItAndFails(CancellationToken cancellationToken)
    {
        Write("""{ "services": [ { "name": "web", "start_command": "exit 3", "health_check": "tcp://localhost:$PORT" } ] }""");

        var (exitCode, _, errors) = await RunAsync(Sample, [_folder.FullName], cancellationToken);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(errors, Does.StartWith("web is not up"));
    }

    private static string Sample => Built("docs/samples/embedding", "embedding.dll");

    private void Write(string services) => File.WriteAllText(Path.Combine(_folder.FullName, ".project-services.json"), services);

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(string assembly, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PORTORCHESTRATOR_HOME"] = Path.Combine(_folder.FullName, "state");
        start.Environment["PORTORCH_PATH"] = Built("src/PortOrchestrator.Host", OperatingSystem.IsWindows() ? "portorch.exe" : "portorch");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>A file of another project's output, of the configuration that this test was built in.</summary>
    private static string Built(string project, string file) =>
        Path.Combine(Repository, project, "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", file);

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "PortOrchestrator.sln"))) return folder.FullName;
        throw new InvalidOperationException($"PortOrchestrator.sln was not found above {AppContext.BaseDirectory}.");
    }
}
