using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using PortOrchestrator.PortRegistry.Allocation;
using PortOrchestrator.PortRegistry.Listeners;
using PortOrchestrator.PortRegistry.Probing;
using PortOrchestrator.PortRegistry.Processes;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>A fresh registry file in a folder of its own for every test.</summary>
internal abstract class RegistryFixture
{
    private readonly List<IAsyncDisposable> _opened = [];

    protected string Folder { get; private set; } = "";

    protected string RegistryFile => Path.Combine(Folder, "registry.db");

    protected FakeTimeProvider Clock { get; private set; } = new();

    [SetUp]
    public void CreateFolder()
    {
        Folder = Directory.CreateTempSubdirectory("portregistry-").FullName;
        Clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    }

    [TearDown]
    public async Task DeleteFolder()
    {
        foreach (var opened in _opened) await opened.DisposeAsync();
        _opened.Clear();
        Directory.Delete(Folder, recursive: true);
    }

    protected PortRegistryOptions Options => new() { Path = RegistryFile, TimeProvider = Clock };

    protected async Task<IPortRegistry> OpenAsync(PortRegistryOptions? options = null)
    {
        var registry = await SqlitePortRegistry.OpenAsync(
            options ?? Options, RegistrySeams.OfThisSystem() with { CollectsInPassing = false }, CancellationToken.None);
        _opened.Add(registry);
        return registry;
    }

    /// <summary>Opens a registry that sees a made-up system.</summary>
    protected async Task<IPortRegistry> OpenAsync(
        IPortProbe probe, ISocketTable? sockets = null, SystemPorts? system = null, PortRegistryOptions? options = null, IOwnerInspector? owners = null,
        bool collectsInPassing = false)
    {
        var seams = new RegistrySeams(probe, sockets ?? Substitute.For<ISocketTable>(), system ?? new SystemPorts { Ephemeral = new PortRange(32768, 60999) },
            owners ?? OwnerInspector.ForThisSystem())
        {
            CollectsInPassing = collectsInPassing,
        };
        var registry = await SqlitePortRegistry.OpenAsync(options ?? Options, seams, CancellationToken.None);
        _opened.Add(registry);
        return registry;
    }

    protected static IPortProbe AllFree() => AllFreeBut();

    protected static IPortProbe AllFreeBut(params int[] taken)
    {
        var probe = Substitute.For<IPortProbe>();
        probe.Probe(Arg.Any<int>(), Arg.Any<PortProtocol>()).Returns(c => taken.Contains(c.Arg<int>()) ? PortVerdict.InUse : PortVerdict.Free);
        return probe;
    }

    /// <summary>Listens on a port that the system chose.</summary>
    protected static Socket Listen(IPAddress address, out int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(address, 0));
        socket.Listen();
        port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        return socket;
    }

    /// <summary>A port that was free a moment ago.</summary>
    protected static int FreePort()
    {
        using var socket = Listen(IPAddress.Loopback, out var port);
        return port;
    }
}
