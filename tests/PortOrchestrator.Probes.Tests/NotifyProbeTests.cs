using System.Net.Sockets;
using System.Text;
using PortOrchestrator.Configuration;

namespace PortOrchestrator.Probes.Tests;

[CancelAfter(20_000)]
[Platform("Linux,MacOsX")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class NotifyProbeTests
{
    private DirectoryInfo _folder = null!;

    private string SocketPath => Path.Combine(_folder.FullName, "notify");

    [SetUp]
    public void SetUp() => _folder = Directory.CreateTempSubdirectory("portorch-n-");

    [TearDown]
    public void TearDown() => _folder.Delete(recursive: true);

    [Test]
    public async Task Check_ReadyAmongOtherLines_PassesFromThenOn()
    {
        await File.WriteAllTextAsync(SocketPath, "stale");
        var probe = Create();
        await using var owner = (IAsyncDisposable)probe;

        Assert.That(File.GetUnixFileMode(SocketPath), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        await SendAsync("STATUS=READY=1 soon\nMAINPID=1");
        Assert.That((await probe.CheckAsync(timeoutMilliseconds: 200)).Reason, Does.StartWith("notify: no READY=1 within"));
        var waiting = probe.CheckAsync(timeoutMilliseconds: 5000);
        await SendAsync("STATUS=up\nREADY=1\n");

        Assert.That((await waiting).Success, Is.True);
        Assert.That((await probe.CheckAsync(timeoutMilliseconds: 5000)).Success, Is.True);
    }

    [Test]
    public async Task Dispose_OfTheProbe_RemovesTheSocket()
    {
        var probe = Create();

        await ((IAsyncDisposable)probe).DisposeAsync();
        await ((IAsyncDisposable)probe).DisposeAsync();

        Assert.That(File.Exists(SocketPath), Is.False);
    }

    [Test]
    public async Task Check_ManyMessagesWithoutACheck_NeverBlockTheService()
    {
        var probe = Create();
        await using var owner = (IAsyncDisposable)probe;

        for (var i = 0; i < 2000; i++) await SendAsync("WATCHDOG=1");
        await SendAsync("READY=1");

        Assert.That((await probe.CheckAsync(timeoutMilliseconds: 5000)).Success, Is.True);
    }

    [Test]
    public async Task Check_NoOrTooLongPath_FailsWithTheReason()
    {
        Assert.That((await new NotifyCheck().CheckAsync()).Reason, Does.Contain("no notify socket"));
        var tooLong = Probing.Context with { NotifySocket = Path.Combine(_folder.FullName, new string('x', 120)) };
        Assert.That((await new NotifyCheck().CheckAsync(context: tooLong)).Success, Is.False);
    }

    private IProbe Create() => ProbeFactory.Create(new NotifyCheck(), Probing.Context with { NotifySocket = SocketPath });

    private async Task SendAsync(string message)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath));
        await socket.SendAsync(Encoding.UTF8.GetBytes(message));
    }
}
