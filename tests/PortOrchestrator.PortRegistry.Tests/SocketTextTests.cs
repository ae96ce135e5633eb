using System.Net;
using System.Text;
using PortOrchestrator.PortRegistry.Listeners;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>What systems write about sockets, in the form in which they write it.</summary>
internal sealed class SocketTextTests : RegistryFixture
{
    private const string ProcTcp = """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4242 1 0000000000000000 100 0 0 10 0
           1: 0100007F:1F90 0100007F:8E2C 01 00000000:00000000 00:00000000 00000000  1000        0 4243 1 0000000000000000 20 4 30 10 -1
           2: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 99 1 0000000000000000 100 0 0 10 0

        """;

    private const string ProcTcp6 = """
          sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 00000000000000000000000001000000:0CEA 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000    33        0 77 1 0000000000000000 100 0 0 10 0

        """;

    // The form is that of "lsof -nP -w +c 0 -iTCP -sTCP:LISTEN -F pcLtdn"; processes and ports are made up.
    private const string Lsof = """
        p412
        cControlCenter
        Lada
        f9
        tIPv4
        d0x26dd73cb700390df
        n*:7000
        f10
        tIPv6
        d0x26dd73cb700390e0
        n*:7000
        p950
        ccom.docker.backend
        Lada
        f120
        tIPv6
        d0x26dd73cba9252767
        n*:5432
        p1033
        cCode\x20Helper\x20(Plugin)
        Lada
        f31
        tIPv4
        d0x26dd73cba9250001
        n127.0.0.1:51234
        f32
        tIPv6
        d0x26dd73cba9250002
        n[::1]:3000
        f33
        tIPv4
        d0x26dd73cba9250003
        n127.0.0.1:51236->127.0.0.1:443
        p1040
        cnode
        Lada
        f31
        tIPv6
        d0x26dd73cba9250002
        n[::1]:3000
        nwhat is this
        f
        """;

    [Test]
    public void ProcNet_Files_GiveTheListeners()
    {
        File.WriteAllText(Path.Combine(Folder, "tcp"), ProcTcp);
        File.WriteAllText(Path.Combine(Folder, "tcp6"), ProcTcp6);

        Assert.That(ReadProcNet(null), Is.EqualTo(new[]
        {
            new LinuxSocket(IPAddress.Loopback, 8080, 1000, 4242),
            new LinuxSocket(IPAddress.Any, 22, 0, 99),
            new LinuxSocket(IPAddress.IPv6Loopback, 3306, 33, 77),
        }));
        Assert.That(ReadProcNet(new HashSet<int> { 22, 80 }).Select(s => s.Port), Is.EqualTo([22]));
    }

    [Test]
    public void ProcNet_FileLongerThanTheBuffer_IsReadToItsEnd()
    {
        const int Count = 2000;
        var lines = Enumerable.Range(0, Count).Select(i => $"{i,4}: 0100007F:{1000 + i:X4} 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 {i} 1\n");
        File.WriteAllText(Path.Combine(Folder, "tcp"), string.Concat(lines));

        var sockets = ReadProcNet(null);

        Assert.That(sockets.Select(s => (s.Port, s.Inode)), Is.EqualTo(Enumerable.Range(0, Count).Select(i => (1000 + i, (long)i))));
    }

    [TestCase("   0: XXXX007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4242 1")]
    [TestCase("   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  who        0 4242 1")]
    [TestCase("   0: 0100007F 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4242 1")]
    [TestCase("   0: 01007F:1F90 00000000:0000 0A 0:0 0:0 0 1000 0 4242 1")]
    [TestCase("   0: 0100007F:1F90 00000000:0000 0A")]
    [TestCase("")]
    public void ProcNet_LineThatIsNotOne_IsNone(string line) =>
        Assert.That(ProcNetTable.Parse(Encoding.UTF8.GetBytes(line), new SocketFilter(null, PortProtocol.Tcp)), Is.Null);

    [Test]
    public void Netlink_Replies_GiveTheListenersUntilTheEnd()
    {
        byte[] four = Reply(2, 10, 8080, IPAddress.Loopback, 1000, 4242), six = Reply(10, 10, 3306, IPAddress.IPv6Loopback, 33, 77);
        byte[] connected = Reply(2, 1, 9000, IPAddress.Loopback, 0, 5), done = Message(3, new byte[4]);
        var filter = new SocketFilter(null, PortProtocol.Tcp);
        var found = new List<LinuxSocket>();

        Assert.That(NetlinkTable.Parse([.. four, .. connected], filter, found), Is.Null, "more will come");
        Assert.That(NetlinkTable.Parse([.. six, .. done], filter, found), Is.True);
        Assert.That(found, Is.EqualTo(new[]
        {
            new LinuxSocket(IPAddress.Loopback, 8080, 1000, 4242), new LinuxSocket(IPAddress.IPv6Loopback, 3306, 33, 77),
        }));
    }

    [Test]
    public void Netlink_RefusalOrNonsense_IsNoAnswer()
    {
        var filter = new SocketFilter(null, PortProtocol.Tcp);
        byte[] cutOff = Reply(2, 10, 8080, IPAddress.Loopback, 1000, 4242)[..40];

        Assert.That(NetlinkTable.Parse(Message(2, new byte[4]), filter, []), Is.False);
        Assert.That(NetlinkTable.Parse(cutOff, filter, []), Is.False);
        Assert.That(NetlinkTable.Parse(new byte[16], filter, []), Is.False);
    }

    [Test]
    public void Netlink_AnyBytes_EndWithoutHarm()
    {
        var random = new Random(4711);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            if (bytes.Length > 6) (bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5]) = ((byte)random.Next(200), 0, 0, 0, 20, 0);
            Assert.That(() => NetlinkTable.Parse(bytes, new SocketFilter(null, PortProtocol.Tcp), []), Throws.Nothing);
        }
    }

    [Test]
    public void Lsof_Output_GivesOneListenerForEachSocket()
    {
        Assert.That(LsofOutput.Parse(Lsof), Is.EqualTo(new[]
        {
            new SocketListener("0.0.0.0", 7000, 412, "ControlCenter", "ada"),
            new SocketListener("::", 7000, 412, "ControlCenter", "ada"),
            new SocketListener("::", 5432, 950, "Docker Desktop (com.docker.backend for a container)", "ada"),
            new SocketListener("127.0.0.1", 51234, 1033, "Code Helper (Plugin)", "ada"),
            new SocketListener("::1", 3000, 1033, "Code Helper (Plugin)", "ada"),
        }));
    }

    [Test]
    public void Ps_Output_GivesTheCommandLines() =>
        Assert.That(PsOutput.Parse("  412 /System/Library/ControlCenter\n 1033 node  server.js --port 3000\nnonsense\n"), Is.EquivalentTo(new Dictionary<int, string>
        {
            [412] = "/System/Library/ControlCenter",
            [1033] = "node  server.js --port 3000",
        }));

    [Test]
    public void LsofTable_ProcessesThatLsofSees_AreNamedAndOthersStay()
    {
        using var mine = Listen(IPAddress.Loopback, out var port);
        using var others = Listen(IPAddress.IPv6Loopback, out var hidden);
        var asked = new List<string>();
        var table = new LsofSocketTable((program, arguments) =>
        {
            asked.Add(Path.GetFileName(program) + " " + string.Join(' ', arguments));
            return program == "ps" ? $"{Environment.ProcessId} dotnet test\n" : $"p{Environment.ProcessId}\ncdotnet\nLada\nf3\ntIPv4\nd0x1\nn127.0.0.1:{port}\n";
        });

        var listeners = table.Find(new HashSet<int> { port, hidden }, PortProtocol.Tcp);

        Assert.That(listeners.Select(l => (l.Address, l.Port, l.Pid, l.Command, l.User)), Is.EqualTo(new[]
        {
            ("127.0.0.1", port, (int?)Environment.ProcessId, (string?)"dotnet test", (string?)"ada"), ("::1", hidden, null, null, null),
        }));
        Assert.That(listeners[0].Started, Is.Not.Null);
        Assert.That(asked, Is.EqualTo(new[] { "lsof -nP -w +c 0 -iTCP -sTCP:LISTEN -F pcLtdn", $"ps -ww -o pid=,args= -p {Environment.ProcessId}" }));
        Assert.That(table.Find(FreePort(), PortProtocol.Tcp), Is.Empty);
        Assert.That(asked, Has.Count.EqualTo(2), "no program is started for a port that nobody listens on");
    }

    [Test]
    public void LsofTable_RealLsofAndPs_NameThisProcess()
    {
        Assume.That((string[])["/usr/bin/lsof", "/usr/sbin/lsof"], Has.Some.Matches<string>(File.Exists));
        using var mine = Listen(IPAddress.Loopback, out var port);

        var listener = new LsofSocketTable().Find(port, PortProtocol.Tcp).Single();

        Assert.That((listener.Address, listener.Pid, listener.User), Is.EqualTo(("127.0.0.1", (int?)Environment.ProcessId, Environment.UserName)));
        Assert.That(listener.Command, Does.Contain(Path.GetFileNameWithoutExtension(Environment.ProcessPath)));
    }

    private List<LinuxSocket> ReadProcNet(IReadOnlySet<int>? ports)
    {
        var found = new List<LinuxSocket>();
        ProcNetTable.Read(new SocketFilter(ports, PortProtocol.Tcp), found, Folder);
        return found;
    }

    private static byte[] Reply(byte family, byte state, int port, IPAddress address, int user, int inode)
    {
        var body = new byte[72];
        (body[0], body[1], body[4], body[5]) = (family, state, (byte)(port >> 8), (byte)port);
        address.GetAddressBytes().CopyTo(body, 8);
        BitConverter.GetBytes(user).CopyTo(body, 64);
        BitConverter.GetBytes(inode).CopyTo(body, 68);
        return Message(20, body);
    }

    private static byte[] Message(ushort type, byte[] body) =>
        [.. BitConverter.GetBytes(16 + body.Length), .. BitConverter.GetBytes(type), .. new byte[10], .. body];
}
