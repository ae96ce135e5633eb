using PortOrchestrator.ConfigParsers;
using PortOrchestrator.Diagnostics;

namespace PortOrchestrator.Tests;

/// <summary>The machine's settings through the front door, with a real registry.</summary>
[CancelAfter(60_000)]
internal sealed class SettingsTests
{
    private const int Requests = 60;

    private string _folder = "";

    private string SettingsFile => Path.Combine(_folder, "settings.json");

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("portorch-settings-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task AllocateAsync_PoolOfTheFile_GivesItsPorts()
    {
        await WriteAsync("""{ "port_pool": "27100-27299" }""");
        await using var machine = await OpenAsync();

        var ports = await AllocateAsync(machine, "shop");

        Assert.That(ports, Is.All.InRange(27100, 27299));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task AllocateAsync_RangeOfAProject_IsUsedByItAndByNobodyElse(bool byId)
    {
        var pool = "\"port_pool\": \"27300-27499\"";
        await WriteAsync($"{{ {pool} }}");
        await using (var unranged = await OpenAsync("before"))
        {
            Assert.That(await AllocateAsync(unranged, "other"), Has.Some.InRange(27350, 27430), "without the range its ports are anybody's");
        }

        await WriteAsync($"{{ {pool}, \"port_ranges\": {{ \"{(byId ? Project("shop").ProjectId : "shop")}\": \"27350-27430\" }} }}");
        await using var machine = await OpenAsync();

        var own = await AllocateAsync(machine, "shop", count: 20);
        var others = await AllocateAsync(machine, "other");

        Assert.That(own, Is.All.InRange(27350, 27430));
        Assert.That(others, Is.All.InRange(27300, 27499).And.None.InRange(27350, 27430));
    }

    [Test]
    public async Task AllocateAsync_RangeByFolder_IsUsed()
    {
        await WriteAsync("""{ "port_ranges": { "/srv/shop": "27500-27599" } }""");
        await using var machine = await OpenAsync();

        Assert.That(await AllocateAsync(machine, "shop", count: 5), Is.All.InRange(27500, 27599));
    }

    [Test]
    public async Task Registry_InvalidFile_RefusesToChooseButStillShowsTestsAndReleases()
    {
        await WriteAsync("""{ "port_pool": "27100-27299" }""");
        int port;
        await using (var before = await OpenAsync()) port = (await AllocateAsync(before, "shop", count: 1))[0];
        await WriteAsync("""{ "port_pool": "27299-27100" }""");
        await using var machine = await OpenAsync();

        var error = Assert.ThrowsAsync<ConfigurationException>(() => AllocateAsync(machine, "shop", count: 1));
        var block = new PortBlockRequest { Project = Project("shop"), Members = [new PortBlockMember { Service = "a" }] };
        Assert.ThrowsAsync<ConfigurationException>(() => machine.Registry.AllocateBlockAsync(block));

        Assert.That(error!.Code, Is.EqualTo(ErrorCode.InvalidConfiguration));
        Assert.That(error.Message, Does.Contain(SettingsFile));
        Assert.That(error.Diagnostics.Single().Code, Is.EqualTo(DiagnosticCodes.OutOfRange));
        Assert.That((await machine.Registry.TestAsync(port)).Available, Is.False);
        Assert.That((await machine.Registry.InspectAsync()).Single().Port, Is.EqualTo(port));
        Assert.That(async () => await machine.Registry.PruneAsync(dryRun: true), Throws.Nothing);
        Assert.That(await machine.Registry.ReleaseAsync(new PortQuery { Port = port }), Has.Count.EqualTo(1));
    }

    [TestCase("""{ "port_pool": "27299-27100" }""", DiagnosticSeverity.Error, "settings.json:1:16: ")]
    [TestCase("""{ "port_pol": "27100-27299" }""", DiagnosticSeverity.Warning, "settings.json:1:3: ")]
    [TestCase("{}", DiagnosticSeverity.Information, "settings.json'")]
    public async Task DiagnoseAsync_SettingsFile_IsAFinding(string text, DiagnosticSeverity severity, string told)
    {
        await WriteAsync(text);
        await using var machine = await OpenAsync();

        var finding = (await machine.DiagnoseAsync()).Single(f => f.Subject == "settings");

        Assert.That(finding.Severity, Is.EqualTo(severity));
        Assert.That(finding.Message, Does.Contain(told));
    }

    private static ProjectIdentity Project(string name) =>
        new() { ProjectId = name == "shop" ? "0123456789ab" : "ba9876543210", Name = name, Root = "/srv/" + name };

    private static async Task<List<int>> AllocateAsync(MachineOrchestrator machine, string project, int count = Requests)
    {
        var ports = new List<int>();
        for (var i = 0; i < count; i++)
        {
            var result = await machine.Registry.AllocateAsync(new PortRequest { Project = Project(project), Service = $"service-{i}" });
            ports.Add(result.Allocation!.Port);
        }

        return ports;
    }

    private Task WriteAsync(string text) => File.WriteAllTextAsync(SettingsFile, text);

    private Task<MachineOrchestrator> OpenAsync(string state = "state") => MachineOrchestrator.OpenAsync(new OrchestratorOptions
    {
        Paths = new StatePaths(Path.Combine(_folder, state)),
        WorkingDirectory = _folder,
        SettingsFile = SettingsFile,
    });
}
