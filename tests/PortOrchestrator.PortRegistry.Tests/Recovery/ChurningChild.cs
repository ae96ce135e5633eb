namespace PortOrchestrator.PortRegistry.Tests.Recovery;

/// <summary>
/// Allocates, releases and collects until it is killed. Before each call it writes what may change into its journal, and afterwards what it
/// was told; both are single writes, which outlive the process as the registry's own writes do.
/// </summary>
internal sealed class ChurningChild(string path, string journal, string name, Random random)
{
    private const int Services = 6;

    private readonly FileStream _journal = new(journal, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    private readonly string _folder = Path.GetDirectoryName(journal)!;

    public async Task RunAsync()
    {
        await using var registry = await SqlitePortRegistry.OpenAsync(new PortRegistryOptions { Path = path });
        while (true)
        {
            switch (random.Next(8))
            {
                case 0: await CollectAsync(registry); break;
                case 1: await PairAsync(registry); break;
                case 2: await ReleaseAsync(registry, "pair", null, "a", "b"); break;
                case 3 or 4:
                    var released = $"s{random.Next(Services)}";
                    await ReleaseAsync(registry, "single", released, released);
                    break;
                default: await AllocateAsync(registry, "single", $"s{random.Next(Services)}"); break;
            }
        }
    }

    private async Task AllocateAsync(IPortRegistry registry, string kind, string service)
    {
        Write($"? {Id(kind)} {service}");
        var result = await registry.AllocateAsync(Some.Request(service, Project(kind)));
        Write($"+ {Id(kind)} {service} {result.Allocation!.Port}");
    }

    private async Task PairAsync(IPortRegistry registry)
    {
        Write($"? {Id("pair")} a\n? {Id("pair")} b");
        var result = await registry.AllocateBlockAsync(
            new PortBlockRequest { Project = Project("pair"), Members = [new PortBlockMember { Service = "a" }, new PortBlockMember { Service = "b" }] });
        Write($"+ {Id("pair")} a {result.Allocations[0].Port}\n+ {Id("pair")} b {result.Allocations[1].Port}");
    }

    private async Task ReleaseAsync(IPortRegistry registry, string kind, string? service, params string[] services)
    {
        Write(string.Join('\n', services.Select(s => $"? {Id(kind)} {s}")));
        await registry.ReleaseAsync(new PortQuery { ProjectId = Id(kind), Service = service });
        Write(string.Join('\n', services.Select(s => $"- {Id(kind)} {s}")));
    }

    private async Task CollectAsync(IPortRegistry registry)
    {
        Directory.CreateDirectory(Project("gone").Root);
        await AllocateAsync(registry, "gone", "s");
        Write($"? {Id("gone")} s");
        Directory.Delete(Project("gone").Root);
        await registry.PruneAsync();
        Write($"- {Id("gone")} s");
    }

    private string Id(string kind) => $"{name}-{kind}";

    private ProjectIdentity Project(string kind) =>
        new() { ProjectId = Id(kind), Name = Id(kind), Root = kind == "gone" ? Path.Combine(_folder, Id(kind)) : _folder };

    private void Write(string lines) => _journal.Write(System.Text.Encoding.ASCII.GetBytes(lines + "\n"));
}
