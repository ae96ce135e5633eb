using System.Diagnostics;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>Runs the program of docs/samples/kestrel as a user would.</summary>
[CancelAfter(60_000)]
internal sealed class KestrelSampleTests
{
    private const string Announcement = "Now listening on: ";

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("portregistry-kestrel-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test]
    public async Task Program_StartedTwice_AnswersOnTheSamePort(CancellationToken cancellationToken)
    {
        var first = await AskAsync(cancellationToken);
        var second = await AskAsync(cancellationToken);

        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public async Task Program_WhileAnotherRuns_NamesIt(CancellationToken cancellationToken)
    {
        using var running = Start();
        try
        {
            await AddressAsync(running, cancellationToken);
            using var second = Start();
            var error = await second.StandardError.ReadToEndAsync(cancellationToken);
            await second.WaitForExitAsync(cancellationToken);

            Assert.That(second.ExitCode, Is.EqualTo(1));
            Assert.That(error, Does.Contain($"pid {running.Id}"));
        }
        finally
        {
            running.Kill();
            await running.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Test]
    public void Guide_ShowsTheProgram() =>
        Assert.That(RepositoryFile.Read("docs/registry.md"), Does.Contain($"```csharp\n{RepositoryFile.Read("docs/samples/kestrel/Program.cs")}```"));

    private async Task<Uri> AskAsync(CancellationToken cancellationToken)
    {
        using var program = Start();
        try
        {
            var address = await AddressAsync(program, cancellationToken);
            using var client = new HttpClient();
            Assert.That(await client.GetStringAsync(address, cancellationToken), Is.EqualTo($"Hello from port {address.Port}"));
            return address;
        }
        finally
        {
            program.Kill();
            await program.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task<Uri> AddressAsync(Process program, CancellationToken cancellationToken)
    {
        while (await program.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            if (line.IndexOf(Announcement, StringComparison.Ordinal) is >= 0 and var at) return new Uri(line[(at + Announcement.Length)..]);
        throw new InvalidOperationException($"It did not listen: {await program.StandardError.ReadToEndAsync(cancellationToken)}");
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet", [RepositoryFile.Built("docs/samples/kestrel", "kestrel.dll")])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PORTORCHESTRATOR_HOME"] = Path.Combine(_folder.FullName, "state");
        return Process.Start(start)!;
    }
}
