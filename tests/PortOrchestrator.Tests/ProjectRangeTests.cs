namespace PortOrchestrator.Tests;

/// <summary>The range in a project's file, through the front door, with a real registry.</summary>
[CancelAfter(60_000)]
internal sealed class ProjectRangeTests
{
    private const int First = 27610;
    private const int Last = 27629;

    private string _folder = "";

    [SetUp]
    public async Task CreateAsync()
    {
        _folder = Directory.CreateTempSubdirectory("portorch-range-").FullName;
        await File.WriteAllTextAsync(Path.Combine(_folder, "settings.json"), """{ "port_pool": "27600-27639" }""");
    }

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task GetEnvironmentAsync_RangeInTheFile_IsTheProjectsAndNobodyElses()
    {
        var own = await PlanAsync("shop", services: 5, range: true);
        var others = await PlanAsync("blog", services: 15);

        Assert.That(own, Is.EqualTo(Enumerable.Range(First, 5)));
        Assert.That(others, Is.Unique.And.All.InRange(27600, 27639).And.None.InRange(First, Last));
    }

    [Test]
    public async Task GetEnvironmentAsync_RangeRemovedFromTheFile_LeavesTheNumbersToAll()
    {
        await PlanAsync("shop", services: 1, range: true);
        await PlanAsync("shop", services: 1);

        Assert.That(await PlanAsync("blog", services: 30), Has.Some.InRange(First, Last));
    }

    [Test]
    public async Task ResolveProjectAsync_ForAnAllocation_RecordsTheRange()
    {
        await WriteAsync("shop", services: 1, range: true);
        await using var machine = await MachineOrchestrator.OpenAsync(Options("shop"));
        var shop = await machine.ResolveProjectAsync(null, register: true);

        var own = await machine.Registry.AllocateAsync(new PortRequest { Project = shop, Service = "by-hand" });

        Assert.That(own.Allocation!.Port, Is.EqualTo(First));
        Assert.That(await PlanAsync("blog", services: 15), Has.None.InRange(First, Last));
    }

    [Test]
    public async Task ResolveProjectAsync_ToLook_CreatesNothing()
    {
        await WriteAsync("shop", services: 1, range: true);
        await using (var machine = await MachineOrchestrator.OpenAsync(Options("shop"))) await machine.ResolveProjectAsync(null);

        Assert.That(Directory.Exists(Path.Combine(_folder, "state")), Is.False);
    }

    private async Task<List<int>> PlanAsync(string project, int services, bool range = false)
    {
        await WriteAsync(project, services, range);
        await using var orchestrator = await ProjectOrchestrator.OpenAsync(Options(project));
        await orchestrator.GetEnvironmentAsync("service-0");
        var held = await orchestrator.Registry.ListAsync(new PortQuery { ProjectId = orchestrator.Project.ProjectId });
        return [.. held.Select(a => a.Port)];
    }

    private async Task WriteAsync(string project, int services, bool range = false)
    {
        var list = string.Join(", ", Enumerable.Range(0, services).Select(i => $$"""{ "name": "service-{{i}}", "start_command": "run $PORT" }"""));
        var keep = range ? $"\"port_range\": \"{First}-{Last}\", " : "";
        Directory.CreateDirectory(Path.Combine(_folder, project));
        await File.WriteAllTextAsync(
            Path.Combine(_folder, project, ".project-services.json"), $$"""{ "project_name": "{{project}}", {{keep}}"services": [ {{list}} ] }""");
    }

    private OrchestratorOptions Options(string project) => new()
    {
        WorkingDirectory = Path.Combine(_folder, project),
        Paths = new StatePaths(Path.Combine(_folder, "state")),
        SettingsFile = Path.Combine(_folder, "settings.json"),
    };
}
