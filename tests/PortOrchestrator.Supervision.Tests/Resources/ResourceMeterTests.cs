using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Resources;
using PortOrchestrator.Supervision.Tests.Engine;
using PortOrchestrator.Supervision.Tests.Processes;
using Fixed = PortOrchestrator.Supervision.Tests.Engine.Specs;

namespace PortOrchestrator.Supervision.Tests.Resources;

[CancelAfter(60_000)]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ResourceMeterTests : ProcessFixture
{
    [Test]
    public async Task Measure_Tree_CountsAllOfItAlsoWhatLeftTheSession()
    {
        var root = Launch("sh", "-c", "setsid sleep 60 & sleep 60 & wait");
        await Until(() => Inspector.FindTree(root.Identity, Instance).Count == 3);

        var used = ResourceMeter.Measure([Entry("web", root.Identity)])["web"];

        Assert.That(used.Processes, Is.EqualTo(3));
        Assert.That(used.MemoryBytes, Is.GreaterThan(300_000), "three processes of some hundred kB");
        Assert.That(used.Descriptors, Is.GreaterThanOrEqualTo(9));
        Assert.That(used.ListeningPorts, Is.Empty);
    }

    [Test]
    public async Task Measure_OrphanInASessionOfItsOwn_IsFoundByItsMark()
    {
        var root = Launch("sh", "-c", "(setsid sleep 60 &); exit 0");
        await root.Exited;
        await Until(() => Inspector.FindTree(root.Identity, Instance).Count == 1);

        Assert.That(ResourceMeter.Measure([Entry("web", root.Identity)])["web"].Processes, Is.EqualTo(1));
    }

    [Test]
    public async Task Measure_ProcessOfAnotherServiceThatHasOurVariable_IsNotOursAsForTheTree()
    {
        var other = Guid.NewGuid().ToString("N");
        var root = Launch("sh", "-c", $"(PORTORCH_INSTANCE={other} setsid sleep 60 &); exit 0");
        await root.Exited;
        await Until(() => Inspector.FindTree(root.Identity, Instance).Count == 1 && Inspector.FindTree(root.Identity, other).Count == 0);

        Assert.That(ResourceMeter.Measure([Entry("other", root.Identity) with { InstanceId = other }]), Is.Empty);
    }

    [Test]
    public async Task Measure_ProcessThatListens_TellsThePort()
    {
        var root = Launch(TestService, "--listen", "0", "--print", "here");
        await Until(() => Measured(root.Identity)?.ListeningPorts.Count == 1);

        Assert.That(Measured(root.Identity)!.ListeningPorts[0], Is.GreaterThan(1023));
    }

    [Test]
    public async Task Measure_ProcessThatWorks_HasUsedTheProcessor()
    {
        var root = Launch("sh", "-c", "while :; do :; done");

        await Until(() => Measured(root.Identity) is { CpuPercent: > 0, CpuTime.TotalSeconds: > 0.04 });
    }

    [Test]
    public async Task Measure_NothingRuns_HasNoEntry()
    {
        var root = Launch("true");
        await root.Exited;

        Assert.That(ResourceMeter.Measure([Entry("web", root.Identity), Entry("never", null)]), Is.Empty);
    }

    [Test]
    public void Measure_NumberOfAnEarlierRunIsUsedAgain_BelongsToTheLaterOne()
    {
        var root = Launch("sleep", "60");
        var earlier = Entry("seed", root.Identity with { StartTime = root.Identity.StartTime - 100 }) with { InstanceId = "another" };

        Assert.That(ResourceMeter.Measure([earlier, Entry("web", root.Identity)]).Keys, Is.EqualTo(new[] { "web" }));
    }

    [Test]
    public void Measure_SameNumbersOfAnotherBoot_AreNobodys()
    {
        var root = Launch("sleep", "60");

        Assert.That(ResourceMeter.Measure([Entry("web", root.Identity with { BootId = "another" })]), Is.Empty);
    }

    [Test]
    public void Parse_LineOfAProcess_ReadsTimesAndMemory()
    {
        var text = "12 (a) S 1 (b) S 3 4 5 0 -1 0 0 0 0 0 150 50 20 30 20 0 1 0 9876 1000000 25 18446744073709551615"u8;

        Assert.That(
            ProcessUsage.Parse(text, 9876),
            Is.EqualTo(new ProcessUsage(TimeSpan.FromSeconds(2.5), 25L * Environment.SystemPageSize, TimeSpan.FromSeconds(98.76))));
    }

    private ServiceResources? Measured(ProcessIdentity process) => ResourceMeter.Measure([Entry("web", process)]).GetValueOrDefault("web");

    private JournalEntry Entry(string name, ProcessIdentity? process) => new()
    {
        Snapshot = new ServiceSnapshot { Name = name, Service = name, State = ServiceState.Running },
        Spec = Fixed.Service(name).Spec(),
        Process = process,
        InstanceId = process is null ? null : Instance,
    };
}
