using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PortOrchestrator.PortRegistry.Listeners;
using PortOrchestrator.PortRegistry.Processes;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>Who listens where, read from this very system.</summary>
internal sealed class SocketTableTests : RegistryFixture
{
    private static IEnumerable<ISocketTable> Tables()
    {
        yield return new SocketTable();
        yield return new LsofSocketTable((_, _) => null);
        if (!OperatingSystem.IsLinux()) yield return SocketTable.ForThisSystem();
        if (!OperatingSystem.IsLinux()) yield break;
        yield return new LinuxSocketTable();
        yield return new LinuxSocketTable(useNetlink: false);
    }

    private static IEnumerable<ISocketTable> LinuxTables() => Tables().OfType<LinuxSocketTable>();

    private static IEnumerable<ISocketTable> TablesThatNameProcesses() => OperatingSystem.IsLinux() ? LinuxTables() : [SocketTable.ForThisSystem()];

    [TestCaseSource(nameof(Tables))]
    public void Reads_RealListeners_AgreeWithEachOther(ISocketTable table)
    {
        using var four = Listen(IPAddress.Loopback, out var portOfFour);
        using var six = Listen(IPAddress.IPv6Loopback, out var portOfSix);
        var both = new HashSet<int> { portOfFour, portOfSix };

        Assert.That(table.Ports(PortProtocol.Tcp), Is.SupersetOf(both));
        Assert.That(table.Find(portOfSix, PortProtocol.Tcp).Select(l => l.Address), Is.EqualTo(["::1"]));
        Assert.That(table.Find(both, PortProtocol.Tcp), Is.EquivalentTo(table.Find(portOfFour, PortProtocol.Tcp).Concat(table.Find(portOfSix, PortProtocol.Tcp))));
        Assert.That(table.All(PortProtocol.Tcp), Is.SupersetOf(table.Find(both, PortProtocol.Tcp)));
        Assert.That(table.Find(new HashSet<int>(), PortProtocol.Tcp), Is.Empty);
    }

    [TestCaseSource(nameof(Tables))]
    public void Reads_RealUdpSocket_AreOfUdpAlone(ISocketTable table)
    {
        using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        var port = LinuxSockets.PortOf(socket);

        Assert.That(table.Ports(PortProtocol.Udp), Does.Contain(port));
        Assert.That(table.Find(port, PortProtocol.Udp).Select(l => l.Address), Is.EqualTo(["::1"]));
        Assert.That(table.Find(port, PortProtocol.Tcp), Is.Empty);
    }

    [TestCaseSource(nameof(Tables))]
    public void Find_PortOfAConnectionThatNobodyListensOn_IsEmpty(ISocketTable table)
    {
        using var server = Listen(IPAddress.Loopback, out var port);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(IPAddress.Loopback, port);

        Assert.That(table.Find(LinuxSockets.PortOf(client), PortProtocol.Tcp), Is.Empty);
    }

    [TestCaseSource(nameof(TablesThatNameProcesses))]
    public void Find_ListenerOfThisProcess_TellsAllAboutIt(ISocketTable table)
    {
        using var holder = Listen(IPAddress.Loopback, out var port);

        var listener = table.Find(port, PortProtocol.Tcp).Single();

        Assert.That((listener.Address, listener.Port, listener.Pid), Is.EqualTo(("127.0.0.1", port, (int?)Environment.ProcessId)));
        Assert.That(listener.User, Does.EndWith(Environment.UserName), "Windows says whose user it is");
        if (OperatingSystem.IsLinux()) Assert.That(listener.Started, Is.EqualTo(OwnerIdentity.OfThisProcess().Started));
        Assert.That(listener.Command, Does.Contain(Path.GetFileNameWithoutExtension(Environment.ProcessPath)));
    }

    [TestCaseSource(nameof(LinuxTables))]
    [Platform("Linux")]
    public void Find_SeveralSocketsOfAProcessOnOneAddress_AreOneListener(ISocketTable table)
    {
        using var first = LinuxSockets.Bind(IPAddress.Loopback, 0, options: [LinuxSockets.ReusePort]);
        first.Listen();
        var port = LinuxSockets.PortOf(first);
        using var second = LinuxSockets.Bind(IPAddress.Loopback, port, options: [LinuxSockets.ReusePort]);
        second.Listen();

        Assert.That(table.Find(port, PortProtocol.Tcp), Has.Count.EqualTo(1));
    }

    [Test]
    [Platform("Linux")]
    [CancelAfter(30_000)]
    public void Find_SocketSharedWithAChild_NamesTheParent()
    {
        using var holder = Listen(IPAddress.Loopback, out var port);
        var inherited = LinuxSockets.Inheritable(holder);
        using var child = Process.Start("sleep", "60");
        inherited.Dispose();
        try
        {
            Assert.That(() => new FileInfo($"/proc/{child.Id}/exe").LinkTarget, Does.Not.Contain("dotnet").After(10_000, 10), "it runs its own program");

            Assert.That(new LinuxSocketTable().Find(port, PortProtocol.Tcp).Single().Pid, Is.EqualTo(Environment.ProcessId));

            holder.Close();
            Assert.That(new LinuxSocketTable().Find(port, PortProtocol.Tcp).Single().Pid, Is.EqualTo(child.Id), "the child is who still has it");
        }
        finally
        {
            child.Kill();
            child.WaitForExit();
        }
    }

    [Test]
    [Platform("Linux")]
    [CancelAfter(30_000)]
    public void Find_SocketThatSystemdKeepsForAService_NamesTheServiceWhileItRuns()
    {
        var systemd = Path.Combine(Folder, "systemd");
        File.Copy("/bin/sleep", systemd);
        var holder = Listen(IPAddress.Loopback, out var port);
        var inherited = LinuxSockets.Inheritable(holder);
        using var keeper = Process.Start(systemd, "60");
        using var service = Process.Start("sleep", "60");
        inherited.Dispose();
        holder.Dispose();
        try
        {
            Assert.That(() => ProcessStat.Read(keeper.Id)?.Name, Is.EqualTo("systemd").After(10_000, 10));
            Assert.That(new LinuxSocketTable().Find(port, PortProtocol.Tcp).Single().Pid, Is.EqualTo(service.Id));

            service.Kill();
            service.WaitForExit();
            Assert.That(new LinuxSocketTable().Find(port, PortProtocol.Tcp).Single().Pid, Is.EqualTo(keeper.Id));
        }
        finally
        {
            foreach (var process in (Process[])[keeper, service])
            {
                process.Kill();
                process.WaitForExit();
            }
        }
    }

    [Test]
    [Platform("Linux")]
    public void FindOwners_SocketThatNobodyHas_IsLeftOut()
    {
        using var holder = Listen(IPAddress.Loopback, out _);
        var inode = long.Parse(new FileInfo(DescriptorOf(holder)).LinkTarget!.Split('[', ']')[1]);

        Assert.That(ProcessSockets.FindOwners(new HashSet<long> { inode, 1 }), Is.EqualTo(new Dictionary<long, int> { [inode] = Environment.ProcessId }));
    }

    [Test]
    [Platform("Linux")]
    public void NumberedFolder_Descriptors_AreThoseOfTheFolder()
    {
        foreach (var name in (string[])["7", "19", "x1", "2x"]) File.CreateSymbolicLink(Path.Combine(Folder, name), $"to-{name}");
        var seen = new Dictionary<int, string>();
        Span<byte> buffer = stackalloc byte[64];
        using var folder = new NumberedFolder(Folder);
        while (folder.MoveNext()) seen.Add(folder.Current, System.Text.Encoding.UTF8.GetString(folder.ReadLink(buffer)));
        using var missing = new NumberedFolder(Path.Combine(Folder, "missing"));

        Assert.That(seen, Is.EquivalentTo(new Dictionary<int, string> { [7] = "to-7", [19] = "to-19" }));
        Assert.That(missing.MoveNext(), Is.False);
    }

    [Test]
    [Platform("Linux")]
    public void NameOf_UserId_IsTheNameOrTheNumber()
    {
        var passwd = Path.Combine(Folder, "passwd");
        File.WriteAllText(passwd, "root:x:0:0:root:/root:/bin/sh\nada:x:1000:1000::/home/ada:/bin/sh\n");

        Assert.That(UnixUsers.NameOf(1000, passwd), Is.EqualTo("ada"));
        Assert.That(UnixUsers.NameOf(4711, passwd), Is.EqualTo("4711"));
        Assert.That(UnixUsers.NameOf(0, Path.Combine(Folder, "missing")), Is.EqualTo("0"));
    }

    private static string DescriptorOf(Socket socket) => $"/proc/{Environment.ProcessId}/fd/{socket.SafeHandle.DangerousGetHandle()}";
}
