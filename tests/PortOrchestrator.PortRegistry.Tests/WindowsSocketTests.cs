using System.Net;
using PortOrchestrator.PortRegistry.Listeners;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>The tables of the IP helper of Windows, laid out as its header files say.</summary>
internal sealed class WindowsSocketTests
{
    private const int Listening = 2;
    private const int Established = 5;

    [Test]
    public void Parse_TcpRows_GivesTheListeners()
    {
        var table = Table([.. Tcp(Listening, "127.0.0.1", 8080, 4711), .. Tcp(Established, "10.0.0.5", 50001, 4711), .. Tcp(Listening, "0.0.0.0", 80, 4)], 3);

        Assert.That(WindowsSocketRows.Parse(table, PortProtocol.Tcp, v6: false), Is.EqualTo(new[]
        {
            new WindowsSocket(IPAddress.Loopback, 8080, 4711), new WindowsSocket(IPAddress.Any, 80, 4),
        }));
    }

    [Test]
    public void Parse_Tcp6Rows_GivesTheListeners()
    {
        var table = Table([.. Tcp6(Listening, "::1", 3000, 99), .. Tcp6(Established, "::1", 3001, 98), .. Tcp6(Listening, "::", 65535, 97)], 3);

        Assert.That(WindowsSocketRows.Parse(table, PortProtocol.Tcp, v6: true), Is.EqualTo(new[]
        {
            new WindowsSocket(IPAddress.IPv6Loopback, 3000, 99), new WindowsSocket(IPAddress.IPv6Any, 65535, 97),
        }));
    }

    [Test]
    public void Parse_UdpRows_GivesAll()
    {
        byte[] four = [.. Address("127.0.0.1"), .. Port(53), .. Number(1)], six = [.. Address("::1"), .. Number(0), .. Port(5353), .. Number(2)];

        Assert.That(WindowsSocketRows.Parse(Table(four, 1), PortProtocol.Udp, v6: false), Is.EqualTo(new[] { new WindowsSocket(IPAddress.Loopback, 53, 1) }));
        Assert.That(WindowsSocketRows.Parse(Table(six, 1), PortProtocol.Udp, v6: true), Is.EqualTo(new[] { new WindowsSocket(IPAddress.IPv6Loopback, 5353, 2) }));
    }

    [Test]
    public void Parse_TableThatPromisesMoreThanItHolds_GivesWhatIsThere()
    {
        var row = Tcp(Listening, "127.0.0.1", 8080, 4711);

        Assert.That(WindowsSocketRows.Parse(Table([.. row, .. row[..20]], 9), PortProtocol.Tcp, v6: false), Has.Count.EqualTo(1));
        Assert.That(WindowsSocketRows.Parse(Table([.. row, .. row], 1), PortProtocol.Tcp, v6: false), Has.Count.EqualTo(1), "the rest of the buffer is unused");
        Assert.That(WindowsSocketRows.Parse(new byte[3], PortProtocol.Tcp, v6: false), Is.Empty);
    }

    [Test]
    public void Parse_AnyBytes_EndsWithoutHarm()
    {
        var random = new Random(4711);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = new byte[random.Next(300)];
            random.NextBytes(bytes);
            Assert.That(() => WindowsSocketRows.Parse(bytes, round % 2 == 0 ? PortProtocol.Tcp : PortProtocol.Udp, round % 4 < 2), Throws.Nothing);
        }
    }

    private static byte[] Table(byte[] rows, int count) => [.. Number(count), .. rows];

    private static byte[] Tcp(int state, string address, int port, int pid) =>
        [.. Number(state), .. Address(address), .. Port(port), .. Number(0), .. Number(0), .. Number(pid)];

    private static byte[] Tcp6(int state, string address, int port, int pid) =>
        [.. Address(address), .. Number(0), .. Port(port), .. new byte[16], .. Number(0), .. Number(0), .. Number(state), .. Number(pid)];

    private static byte[] Address(string address) => IPAddress.Parse(address).GetAddressBytes();

    private static byte[] Port(int port) => [(byte)(port >> 8), (byte)port, 0xAA, 0xBB];

    private static byte[] Number(int number) => [(byte)number, (byte)(number >> 8), (byte)(number >> 16), (byte)(number >> 24)];
}
