using NSubstitute;
using PortOrchestrator.Supervision.Journal;
using PortOrchestrator.Supervision.Processes;
using PortOrchestrator.Supervision.Specs;
using PortOrchestrator.Tests.Resolution;

namespace PortOrchestrator.Tests.Client;

internal sealed class JournalViewTests
{
    private static readonly ProcessIdentity Process = new(7, 70, "boot");

    private IProcessInspector Inspector { get; set; } = null!;

    [TestCase(ServiceState.Running, ServiceState.Failed)]
    [TestCase(ServiceState.Restarting, ServiceState.Failed)]
    [TestCase(ServiceState.Stopping, ServiceState.Stopped)]
    [TestCase(ServiceState.Pending, ServiceState.Stopped)]
    [TestCase(ServiceState.Launched, ServiceState.Launched)]
    [TestCase(ServiceState.Completed, ServiceState.Completed)]
    public void Snapshot_DeadProcess_IsWhatCanBeKnown(ServiceState last, ServiceState expected)
    {
        var service = View(alive: false).Snapshot(Some.Project, [Entry(last)]).Services.Single();

        Assert.That((service.State, service.Pid), Is.EqualTo((expected, (int?)null)));
    }

    [Test]
    public void Snapshot_LiveProcess_RunsWithAnUnknownHealth()
    {
        var service = View(alive: true).Snapshot(Some.Project, [Entry(ServiceState.Starting)]).Services.Single();

        Assert.That((service.State, service.Health, service.Pid), Is.EqualTo((ServiceState.Running, ServiceHealth.Unknown, (int?)7)));
    }

    [TestCase(ServiceState.Running, true, false, true)]
    [TestCase(ServiceState.Launched, false, false, true)]
    [TestCase(ServiceState.Stopped, false, false, false)]
    [TestCase(ServiceState.Failed, false, false, false)]
    [TestCase(ServiceState.Running, false, true, true)]
    public void MayRun_States_TellWhetherAStopHasWork(ServiceState last, bool alive, bool descendants, bool expected) =>
        Assert.That(View(alive, descendants).MayRun([Entry(last)]), Is.EqualTo(expected));

    [Test]
    public void MayRun_IntentWithoutProcess_MayRun() =>
        Assert.That(View(alive: false).MayRun([Entry(ServiceState.Starting) with { Process = null }]));

    [Test]
    public void MayRun_LauncherThatWasNotReadyInTime_MayRun()
    {
        var entry = Entry(ServiceState.Failed);

        Assert.That(View(alive: false).MayRun([entry with { Spec = entry.Spec with { Definition = entry.Spec.Definition with { Kind = ServiceKind.Daemon } } }]));
    }

    [TestCase(ServiceState.Pending, "boot", true)]
    [TestCase(ServiceState.Restarting, "boot", true)]
    [TestCase(ServiceState.Restarting, "another", false)]
    [TestCase(ServiceState.Stopped, "boot", false)]
    public void MayRun_NextSupervisorWouldGoOn_IsStoppedFirst(ServiceState last, string boot, bool expected) =>
        Assert.That(View(alive: false).MayRun([Entry(last) with { Process = null, BootId = boot }]), Is.EqualTo(expected));

    [Test]
    public void Snapshot_IntentWithoutProcess_IsFoundByItsMark()
    {
        var view = View(alive: false);
        Inspector.FindMarked("mark").Returns([new ProcessIdentity(9, 90, "boot")]);

        var service = view.Snapshot(Some.Project, [Entry(ServiceState.Starting) with { Process = null, BootId = "boot" }]).Services.Single();

        Assert.That((service.State, service.Pid), Is.EqualTo((ServiceState.Running, (int?)9)));
    }

    [Test]
    public void Snapshot_WhatIsDown_HasNoHealth([Values(ServiceState.Running, ServiceState.Stopping)] ServiceState last) =>
        Assert.That(View(alive: false).Snapshot(Some.Project, [Entry(last)]).Services.Single().Health, Is.EqualTo(ServiceHealth.None));

    private JournalView View(bool alive, bool descendants = false)
    {
        Inspector = Substitute.For<IProcessInspector>();
        Inspector.BootId.Returns("boot");
        Inspector.IsAlive(Process).Returns(alive);
        Inspector.FindTree(Process, "mark").Returns(descendants ? [new ProcessIdentity(8, 80, "boot")] : []);
        return new JournalView(new StatePaths("/nowhere"), Inspector);
    }

    private static JournalEntry Entry(ServiceState state) => new()
    {
        Snapshot = new ServiceSnapshot { Name = "web", Service = "web", State = state, Health = ServiceHealth.Healthy },
        Spec = new ServiceSpec { Name = "web", Definition = Some.Service(), Shell = [], Environment = new Dictionary<string, string>(), LogPath = "/x" },
        Wanted = true,
        InstanceId = "mark",
        Process = Process,
    };
}
