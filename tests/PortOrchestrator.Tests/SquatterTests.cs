using System.Net;
using System.Net.Sockets;
using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.Tests;

/// <summary>A real listener on a port that belongs to somebody else, as the front door tells of it.</summary>
[Platform("Linux")]
[CancelAfter(60_000)]
internal sealed class SquatterTests
{
    private string _folder = "";
    private TcpListener _stranger = null!;

    private int Port => ((IPEndPoint)_stranger.LocalEndpoint).Port;

    private string RegistryFile => Path.Combine(_folder, "state", "registry.db");

    [SetUp]
    public async Task CreateAsync()
    {
        _folder = Directory.CreateTempSubdirectory("portorch-squatter-").FullName;
        _stranger = new TcpListener(IPAddress.Loopback, 0);
        _stranger.Start();
        var port = Port;
        _stranger.Stop();
        await using (var machine = await OpenAsync())
        {
            var shop = new ProjectIdentity { ProjectId = "0123456789ab", Name = "shop", Root = _folder };
            Assert.That((await machine.Registry.AllocateAsync(new PortRequest { Project = shop, Service = "web", Mode = PortMode.Exact, Port = port })).Succeeded);
        }

        _stranger = new TcpListener(IPAddress.Loopback, port);
        _stranger.Start();
    }

    [TearDown]
    public void Delete()
    {
        _stranger.Stop();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task InspectAsync_Stranger_IsKeptInTheRegistryAndThenWrittenNoMore()
    {
        await using (var machine = await OpenAsync()) Assert.That((await machine.Registry.InspectAsync()).Single().Socket, Is.EqualTo(PortSocketState.Taken));
        var written = File.GetLastWriteTimeUtc(RegistryFile);

        await using var again = await OpenAsync();

        Assert.That((await again.Registry.ListAsync()).Single().Conflict!.Pid, Is.EqualTo(Environment.ProcessId));
        Assert.That((await again.Registry.InspectAsync()).Single().Listener!.Pid, Is.EqualTo(Environment.ProcessId));
        Assert.That(File.GetLastWriteTimeUtc(RegistryFile), Is.EqualTo(written));
        Assert.That(File.Exists(RegistryFile + "-wal"), Is.False, "nobody has opened the file for writing");
    }

    [Test]
    public async Task InspectAsync_ReadOnly_TellsAndKeepsNothing()
    {
        await using (var machine = await OpenAsync(readOnly: true)) Assert.That((await machine.Registry.InspectAsync()).Single().Conflict, Is.Not.Null);

        await using var again = await OpenAsync();
        Assert.That((await again.Registry.ListAsync()).Single().Conflict, Is.Null);
    }

    [Test]
    public async Task DiagnoseAsync_Stranger_IsNamedWithWhatToDo()
    {
        await using var machine = await OpenAsync(readOnly: true);

        var finding = (await machine.DiagnoseAsync()).Single(f => f.Subject == "ports");

        Assert.That((finding.Severity, finding.Holder!.Pid), Is.EqualTo((DiagnosticSeverity.Warning, (int?)Environment.ProcessId)));
        Assert.That(finding.Message, Does.StartWith($"port {Port} belongs to service 'web' of project 'shop' ({_folder}), but ").And.Contain($"pid {Environment.ProcessId}").And.EndWith("listens on it"));
        Assert.That(finding.Hint, Is.EqualTo($"stop process {Environment.ProcessId}, or give the port up to get another one: portorch port release --port {Port}"));
    }

    [Test]
    public async Task DiagnoseAsync_Registry_TellsItsHealth()
    {
        await using var machine = await OpenAsync(readOnly: true);

        var finding = (await machine.DiagnoseAsync()).Single(f => f.Subject == "port registry");

        Assert.That(finding.Severity, Is.EqualTo(DiagnosticSeverity.Information));
        Assert.That(finding.Message, Does.Contain(RegistryFile).And.Contain("1 allocation of 1 checkout").And.Match(@"schema \d").And.Match(@"\d KiB").And.Contain("backup"));
    }

    [Test]
    public async Task DiagnoseAsync_IndexDoesNotMatchItsTable_IsAnErrorWithWhatToDo()
    {
        await DamageIndexAsync();
        await using var machine = await OpenAsync(readOnly: true);

        var finding = (await machine.DiagnoseAsync()).First(f => f.Subject == "port registry" && f.Severity == DiagnosticSeverity.Error);

        Assert.That(finding.Message, Does.Contain("is damaged"));
        Assert.That(finding.Hint, Does.StartWith("move the file away"), finding.Message);
    }

    // Swaps the columns of an index's definition, which only the thorough check sees.
    private async Task DamageIndexAsync()
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={RegistryFile};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET sql = 'CREATE UNIQUE INDEX claims_live_port ON claims (protocol, port) WHERE released_at IS NULL AND shared = 0'
                WHERE name = 'claims_live_port';
            PRAGMA writable_schema = OFF;
            """;
        await command.ExecuteNonQueryAsync();
    }

    private Task<MachineOrchestrator> OpenAsync(bool readOnly = false) => MachineOrchestrator.OpenAsync(
        new OrchestratorOptions { Paths = new StatePaths(Path.Combine(_folder, "state")), WorkingDirectory = _folder, SettingsFile = Settings() }, readOnly);

    private string Settings()
    {
        var file = Path.Combine(_folder, "settings.json");
        if (!File.Exists(file)) File.WriteAllText(file, "{}");
        return file;
    }
}
