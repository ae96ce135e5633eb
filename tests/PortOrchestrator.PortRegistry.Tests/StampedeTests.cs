namespace PortOrchestrator.PortRegistry.Tests;

internal sealed class StampedeTests : RegistryFixture
{
    [Test]
    [CancelAfter(120000)]
    public async Task AllocateAsync_SixteenProcessesOnANewFile_AllGetDifferentPorts(CancellationToken cancellationToken)
    {
        const int Processes = 16;
        const int Each = 10;

        var outputs = await Task.WhenAll(Enumerable.Range(0, Processes).Select(i => Child.RunAsync([RegistryFile, $"project{i}", Each.ToString()], cancellationToken)));

        var ports = outputs.SelectMany(o => o.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Select(int.Parse).ToList();
        Assert.That(ports, Has.Count.EqualTo(Processes * Each));
        Assert.That(ports, Is.Unique);
        Assert.That((await (await OpenAsync()).ListAsync(cancellationToken: cancellationToken)).Select(a => a.Port), Is.EquivalentTo(ports));
    }

    [Test]
    [CancelAfter(60000)]
    public async Task AllocateAsync_ManyRegistriesInOneProcessOpenedAtOnce_AllGetDifferentPorts()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(async () =>
        {
            await using var registry = await SqlitePortRegistry.OpenAsync(Options with { TimeProvider = TimeProvider.System });
            return await registry.AllocateAsync(Some.Prefer(23000, $"service{i}"));
        })));

        Assert.That(results.Select(r => r.Outcome), Is.All.EqualTo(PortOutcome.Allocated));
        Assert.That(results.Select(r => r.Allocation!.Port), Is.Unique);
    }

    [Test]
    [CancelAfter(60000)]
    public async Task AllocateAsync_SameOwnerFromManyTasks_IsAllocatedOnce()
    {
        var registry = await OpenAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => registry.AllocateAsync(Some.Request()))));

        Assert.That(results.Select(r => r.Allocation!.Port).Distinct().Count(), Is.EqualTo(1));
        Assert.That(results.Count(r => r.Outcome == PortOutcome.Allocated), Is.EqualTo(1));
    }

    [Test]
    [CancelAfter(60000)]
    public async Task AllocateAsync_ProcessKilledInTheMiddle_KeepsEveryPortThatItWasTold(CancellationToken cancellationToken)
    {
        var told = new List<int>();
        using (var child = Child.Start(RegistryFile, "project", "5000"))
        {
            while (told.Count < 200) told.Add(int.Parse((await child.StandardOutput.ReadLineAsync(cancellationToken))!));
            child.Kill();
            await child.WaitForExitAsync(cancellationToken);
        }

        var registry = await OpenAsync();
        var kept = (await registry.ListAsync(cancellationToken: cancellationToken)).Select(a => a.Port).ToList();
        Assert.That(told, Is.SubsetOf(kept));
        Assert.That(kept, Is.Unique);
        Assert.That(SqliteFile.Query(RegistryFile, "PRAGMA integrity_check"), Is.EqualTo(["ok"]));
        Assert.That((await registry.AllocateAsync(Some.Request(), cancellationToken)).Succeeded, Is.True);
    }

    [Test]
    [CancelAfter(120000)]
    public async Task AllocateAsync_SameOwnersFromManyProcesses_AreToldTheSamePorts(CancellationToken cancellationToken)
    {
        const int Processes = 8;
        const int Each = 20;

        var outputs = await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => Child.RunAsync([RegistryFile, "project", Each.ToString()], cancellationToken)));

        Assert.That(outputs, Is.All.EqualTo(outputs[0]));
        Assert.That(SqliteFile.Query(RegistryFile, "SELECT count(*), count(DISTINCT port) FROM claims"), Is.EqualTo([$"{Each}|{Each}"]));
        Assert.That(SqliteFile.Query(RegistryFile, "SELECT count(*) FROM changes WHERE kind = 'allocated'"), Is.EqualTo([$"{Each}"]), "each was given once");
    }
}
