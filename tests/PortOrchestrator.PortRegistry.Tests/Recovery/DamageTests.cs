namespace PortOrchestrator.PortRegistry.Tests.Recovery;

/// <summary>Many processes that meet one damage at the same instant.</summary>
[CancelAfter(120_000)]
[Platform(Exclude = "Win")]
internal sealed class DamageTests : RecoveryFixture
{
    private const int Processes = 8;

    [TestCase(4096, TestName = "AllocateAsync_PagesDamagedUnderManyProcesses_IsRepairedOnceForAll")]
    [TestCase(0, TestName = "AllocateAsync_WholeFileDamagedUnderManyProcesses_IsRepairedOnceForAll")]
    public async Task AllocateAsync_DamagedUnderManyProcesses_IsRepairedOnceForAll(int from, CancellationToken cancellationToken)
    {
        await AllocateAndCloseAsync([.. Enumerable.Range(0, 30).Select(i => $"s{i}")]);
        var kept = SqliteFile.Query(Backup, "SELECT service, port FROM allocations");
        var children = Enumerable.Range(0, Processes).Select(_ => Child.Start("meet", RegistryFile)).ToList();
        foreach (var child in children) Assert.That(await Child.LineAsync(child, cancellationToken), Is.EqualTo("ready"));
        Overwrite(from, new FileInfo(RegistryFile).Length - from);
        foreach (var child in children) await child.StandardInput.WriteLineAsync("go".AsMemory(), cancellationToken);

        var outputs = await Task.WhenAll(children.Select(c => Child.EndAsync(c, cancellationToken)));

        Assert.That(Aside, Has.Length.EqualTo(1));
        Assert.That(outputs, Is.All.StartsWith("Allocated "));
        Assert.That(outputs.Select(o => o.Split('\n')[0]), Is.Unique);
        foreach (var output in outputs) Assert.That(kept.Select(k => $"sees {k.Replace('|', ' ')}"), Is.SubsetOf(output.Split('\n')));
        Assert.That(outputs.Sum(o => o.Split('\n').Count(l => l == "event 1010")), Is.EqualTo(1));
        Assert.That(SqliteFile.Query(RegistryFile, "PRAGMA integrity_check"), Is.EqualTo(["ok"]));
        Assert.That(SqliteFile.Query(RegistryFile, "SELECT count(*) FROM allocations"), Is.EqualTo([(kept.Count + Processes).ToString()]));
    }

    [Test]
    public async Task OpenAsync_DamagedFileAndManyProcesses_IsRepairedOnceForAll(CancellationToken cancellationToken)
    {
        var given = await AllocateAndCloseAsync();
        Overwrite(0, new FileInfo(RegistryFile).Length);

        var outputs = await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => Child.RunAsync(["use", RegistryFile], cancellationToken)));

        Assert.That(outputs.Select(o => o.Split('\n')[0]), Is.All.EqualTo($"Existing web:{given.Port}"));
        Assert.That(Aside, Has.Length.EqualTo(1));
    }

    [TestCase("claims")]
    [TestCase("claims_live_port")]
    [TestCase("checkouts")]
    [TestCase("changes")]
    public async Task AnyCall_PageDamagedAfterwards_IsAnsweredFromTheRebuiltFile(string page)
    {
        var given = await AllocateAndCloseAsync();
        var registry = await OpenAsync(AllFree());
        DamagePageOf(page);

        Assert.That((await registry.AllocateAsync(Some.Request("api"))).Succeeded, Is.True);

        Assert.That((await registry.ListAsync()).Select(a => a.Service), Is.EquivalentTo(["web", "api"]));
        Assert.That((await registry.AllocateAsync(Some.Request())).Allocation, Is.EqualTo(given));
        Assert.That(Aside, Has.Length.EqualTo(1));
    }
}
