using PortOrchestrator.PortRegistry.Allocation;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>What operating systems keep for themselves, as they write it.</summary>
internal sealed class SystemPortsTests : RegistryFixture
{
    private const string EnglishExclusions = """

        Protocol tcp Port Exclusion Ranges

        Start Port    End Port
        ----------    --------
              1031        1130
              2363        2462
              5357        5357
             50000       50059     *

        * - Administered port exclusions.

        """;

    private const string GermanExclusions = """

        Protokoll tcp, Portausschlussbereiche

        Startport     Endport
        ----------    --------
              1031        1130
             50000       50059     *

        * - Verwaltete Portausschlüsse.

        """;

    [Test]
    [Platform("Linux")]
    public void Read_KernelSettings_AreUnderstood()
    {
        File.WriteAllText(Path.Combine(Folder, "ip_local_port_range"), "1500\t1700\n");
        File.WriteAllText(Path.Combine(Folder, "ip_local_reserved_ports"), "8080,9000-9010\n");
        File.WriteAllText(Path.Combine(Folder, "ip_unprivileged_port_start"), "80\n");

        var system = SystemPorts.Read(Folder);

        Assert.That(system.Ephemeral, Is.EqualTo(new PortRange(1500, 1700)));
        Assert.That(new[] { 8079, 8080, 9000, 9010, 9011 }.Where(system.IsReserved), Is.EqualTo([8080, 9000, 9010]));
        Assert.That(system.FirstUnprivileged, Is.EqualTo(80));
        Assert.That(system.DescribeReservation(8080), Does.Contain("8080").And.Contain("ip_local_reserved_ports"));
        Assert.That(system.DescribeReservation(8081), Is.Null);
    }

    [Test]
    [Platform("Linux")]
    public void Read_NoKernelSettings_FallsBackToTheDefaults()
    {
        var system = SystemPorts.Read(Folder);

        Assert.That((system.Ephemeral, system.Reserved.Count, system.FirstUnprivileged), Is.EqualTo((new PortRange(32768, 60999), 0, 1024)));
    }

    [Test]
    public void OfMacOS_PortsOfTheAirPlayReceiver_AreNotChosenAndExplained()
    {
        var system = SystemPorts.OfMacOS;

        Assert.That(system.Ephemeral, Is.EqualTo(new PortRange(49152, 65535)));
        Assert.That(new[] { 4999, 5000, 5001, 7000 }.Where(system.IsReserved), Is.EqualTo([5000, 7000]));
        Assert.That(system.DescribeReservation(7000), Does.Contain("7000").And.Contain("AirPlay").And.Contain("switch it off"));
    }

    [Test]
    public async Task AllocateAsync_OnMacOS_LeavesAirPlayAloneUnlessTold()
    {
        var registry = await OpenAsync(AllFree(), system: SystemPorts.OfMacOS);

        var chosen = await registry.AllocateAsync(Some.Request("a") with { Range = new PortRange(5000, 5001) });
        var written = await registry.AllocateAsync(Some.Exact(5000, "b"));

        Assert.That(chosen.Allocation!.Port, Is.EqualTo(5001));
        Assert.That(written.Allocation!.Port, Is.EqualTo(5000));
        Assert.That(written.Warning, Does.Contain("AirPlay"));
    }

    [Test]
    public void ParseExclusions_EnglishOutput_GivesTheRanges() =>
        Assert.That(NetshOutput.ParseExclusions(EnglishExclusions.ReplaceLineEndings("\r\n")), Is.EqualTo(new[]
        {
            new ExcludedRange(new PortRange(1031, 1130), false),
            new ExcludedRange(new PortRange(2363, 2462), false),
            new ExcludedRange(new PortRange(5357, 5357), false),
            new ExcludedRange(new PortRange(50000, 50059), true),
        }));

    [Test]
    public void ParseExclusions_OtherLanguage_GivesTheSame() =>
        Assert.That(NetshOutput.ParseExclusions(GermanExclusions), Is.EqualTo(new[]
        {
            new ExcludedRange(new PortRange(1031, 1130), false), new ExcludedRange(new PortRange(50000, 50059), true),
        }));

    [TestCase("")]
    [TestCase("The following command was not found: int ipv4 show excludedportrange.")]
    [TestCase("70000 70001\n20 10\n0 5\n1 2 3\n7 8 **")]
    public void ParseExclusions_AnythingElse_GivesNone(string output) => Assert.That(NetshOutput.ParseExclusions(output), Is.Empty);

    [TestCase("\r\nProtocol tcp Dynamic Port Range\r\n---------------------------------\r\nStart Port      : 49152\r\nNumber of Ports : 16384\r\n\r\n", 49152, 65535)]
    [TestCase("\nDynamischer Portbereich für Protokoll TCP\n---------------------------------\nStartport      : 1024\nAnzahl von Ports : 13977\n", 1024, 15000)]
    [TestCase("\nプロトコル tcp の動的ポートの範囲 IPv4\n---\n開始ポート：49152\nポート数：100\n", 49152, 49251)]
    public void ParseDynamicRange_Output_GivesTheRange(string output, int first, int last) =>
        Assert.That(NetshOutput.ParseDynamicRange(output), Is.EqualTo(new PortRange(first, last)));

    [TestCase("")]
    [TestCase("Start Port : 49152")]
    [TestCase("Start Port : 60000\nNumber of Ports : 16384")]
    public void ParseDynamicRange_AnythingElse_GivesNone(string output) => Assert.That(NetshOutput.ParseDynamicRange(output), Is.Null);

    [Test]
    public void WindowsPortRanges_Questions_AskNetshAnew()
    {
        var asked = new List<string>();
        var ranges = new WindowsPortRanges(arguments =>
        {
            asked.Add(string.Join(' ', arguments));
            return EnglishExclusions;
        });

        Assert.That(ranges.FindObstacle(2400, PortProtocol.Tcp), Is.EqualTo(new ExcludedRange(new PortRange(2363, 2462), false)));
        Assert.That(ranges.FindObstacle(50001, PortProtocol.Udp), Is.Null, "whoever names an administered port can listen there");
        Assert.That(asked, Is.EqualTo(new[] { "int ipv4 show excludedportrange protocol=tcp", "int ipv4 show excludedportrange protocol=udp" }));
    }

    [Test]
    public void WindowsPortRanges_NoNetsh_KnowsNothing()
    {
        var ranges = new WindowsPortRanges(_ => null);

        Assert.That((ranges.Excluded(PortProtocol.Tcp).Count, ranges.Dynamic(PortProtocol.Tcp)), Is.EqualTo((0, (PortRange?)null)));
    }
}
