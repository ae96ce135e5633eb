using PortOrchestrator.Ports;

namespace PortOrchestrator.Abstractions.Tests.Ports;

[TestFixture]
internal sealed class PortHolderTests
{
    private static readonly PortAllocation Allocation = new()
    {
        Port = 5432,
        Project = "shop",
        ProjectId = "0123456789ab",
        Checkout = "main",
        Root = "/srv/shop",
        Service = "db",
        Name = "default",
    };

    [Test]
    public void ToString_OfAStranger_NamesCommandAndPid() =>
        Assert.That(new PortHolder { Port = 80, Pid = 17, Command = "nginx" }.ToString(), Is.EqualTo("nginx (pid 17)"));

    [Test]
    public void ToString_WithoutACommand_StillNamesThePid() =>
        Assert.That(new PortHolder { Port = 80, Pid = 17 }.ToString(), Is.EqualTo("a process (pid 17)"));

    [Test]
    public void ToString_WhenTheSystemTellsNothing_SaysSo() => Assert.That(new PortHolder { Port = 80 }.ToString(), Is.EqualTo("an unknown process"));

    [Test]
    public void ToString_OfAnAllocationNobodyListensOn_NamesTheOwner() =>
        Assert.That(
            new PortHolder { Port = 5432, Allocation = Allocation }.ToString(), Is.EqualTo("service 'db' of project 'shop' (/srv/shop)"));

    [Test]
    public void ToString_OfAListeningOwner_NamesBoth() =>
        Assert.That(
            new PortHolder { Port = 5432, Address = "::", Pid = 17, Command = "postgres", Allocation = Allocation }.ToString(),
            Is.EqualTo("postgres (pid 17), service 'db' of project 'shop' (/srv/shop)"));
}
