using System.Diagnostics;
using PortOrchestrator.PortRegistry.Listeners;

namespace PortOrchestrator.PortRegistry.Tests.Collection;

/// <summary>Real processes on allocated ports: who is a stranger, and who is at home.</summary>
[Platform("Linux")]
[CancelAfter(60_000)]
internal sealed class RealListenerTests : CollectionFixture
{
    private static readonly (string, string)[] Web = Told("web");

    private int _port;
    private string _shop = "";

    [SetUp]
    public void MakeFolders()
    {
        _port = FreePort();
        _shop = Directory.CreateDirectory(Path.Combine(Folder, "shop")).FullName;
        foreach (var folder in (string[])["shop/src/web", "shop-backup", "shop/.trees/feature/src", "elsewhere"]) Directory.CreateDirectory(Path.Combine(Folder, folder));
        Directory.CreateSymbolicLink(Path.Combine(Folder, "link"), "shop");
    }

    [TestCase("shop", false)]
    [TestCase("shop/src/web", false)]
    [TestCase("shop-backup", true)]
    [TestCase("elsewhere", true)]
    [TestCase("shop/.trees/feature/src", true, Description = "inside the folder, and another checkout's")]
    public async Task InspectAsync_ProcessThatNobodySupervises_IsAStrangerOutsideOfTheCheckout(string folder, bool isStranger)
    {
        var registry = await OpenForAsync("shop");
        using var listener = await ListenAsync(folder);

        var seen = (await registry.InspectAsync(new PortQuery { Service = "web" }))[0];

        Assert.That(seen.Listener!.Pid, Is.EqualTo(listener.Pid));
        Assert.That((seen.Socket, seen.Conflict?.Pid), Is.EqualTo(isStranger
            ? ((PortSocketState?)PortSocketState.Taken, (int?)listener.Pid)
            : (PortSocketState.Listening, null)));
        Assert.That((await registry.AllocateAsync(Request("shop"))).Allocation!.Port, Is.EqualTo(_port), "the port is kept");
    }

    [Test]
    public async Task InspectAsync_CheckoutKnownByALink_IsTheFolderThatItLeadsTo()
    {
        var registry = await OpenForAsync("link");
        using var listener = await ListenAsync("shop/src/web");

        Assert.That((await registry.InspectAsync(new PortQuery { Service = "web" }))[0].Conflict, Is.Null);
    }

    [Test]
    public async Task InspectAsync_ProcessThatWasToldToBeTheService_IsItWhereverItWorks()
    {
        var registry = await OpenForAsync("shop");
        await RecordAsync(registry, Request("shop").Project, ServiceState.Stopped, null);
        using var listener = await ListenAsync("elsewhere", Web);

        Assert.That((await registry.InspectAsync(new PortQuery { Service = "web" }))[0].Socket, Is.EqualTo(PortSocketState.Listening));
    }

    [Test]
    public async Task InspectAsync_AnotherServiceOfTheCheckout_IsInTheWay()
    {
        var registry = await OpenForAsync("shop");
        using var listener = await ListenAsync("shop", Told("api"));

        Assert.That((await registry.InspectAsync(new PortQuery { Service = "web" }))[0].Conflict?.Pid, Is.EqualTo(listener.Pid));
    }

    [Test]
    public async Task InspectAsync_GrandchildOfTheService_IsTheService()
    {
        var registry = await OpenForAsync("shop");
        // The shell stays, since it has more to do, and the listener is its child.
        using var listener = await ListenAsync("elsewhere", viaShell: true);
        await RecordAsync(registry, Request("shop").Project, ServiceState.Running, listener.ShellPid);

        var seen = (await registry.InspectAsync(new PortQuery { Service = "web" }))[0];

        Assert.That((seen.Socket, seen.Pid, seen.Listener!.Pid), Is.EqualTo(((PortSocketState?)PortSocketState.Listening, (int?)listener.ShellPid, (int?)listener.Pid)));
        Assert.That(listener.Pid, Is.Not.EqualTo(listener.ShellPid));
    }

    [Test]
    public async Task InspectAsync_StrangerEnds_IsForgotten()
    {
        var registry = await OpenForAsync("shop");
        using (await ListenAsync("elsewhere")) Assert.That((await registry.InspectAsync(new PortQuery { Service = "web" }))[0].Conflict, Is.Not.Null);

        var seen = (await registry.InspectAsync(new PortQuery { Service = "web" }))[0];

        Assert.That((seen.Socket, seen.Conflict), Is.EqualTo(((PortSocketState?)PortSocketState.Free, (PortHolder?)null)));
        Assert.That((await registry.ListAsync(new PortQuery { Service = "web" }))[0].Conflict, Is.Null);
    }

    private static (string, string)[] Told(string service) =>
        [("PORTORCH_PROJECT", "shop"), ("PORTORCH_CHECKOUT", "main"), ("PORTORCH_SERVICE", service), ("PORTORCH_INSTANCE", "4711")];

    private PortRequest Request(string root) => Some.Exact(_port, project: Some.Project() with { Root = Path.Combine(Folder, root) });

    private async Task<IPortRegistry> OpenForAsync(string root)
    {
        var registry = await OpenAsync(AllFree(), SocketTable.ForThisSystem());
        await registry.AllocateAsync(Request(root));
        await registry.AllocateAsync(Some.Request("other", Some.Project(checkout: "feature") with { Root = Path.Combine(_shop, ".trees/feature") }));
        return registry;
    }

    private async Task<ListeningChild> ListenAsync(string folder, (string, string)[]? environment = null, bool viaShell = false)
    {
        var child = new ListeningChild(_port, Path.Combine(Folder, folder), environment ?? [], viaShell);
        await child.StartedAsync();
        return child;
    }

    private sealed class ListeningChild : IDisposable
    {
        private readonly Process _process;

        public ListeningChild(int port, string folder, (string Name, string Value)[] environment, bool viaShell)
        {
            var program = typeof(ChildProgram).Assembly.Location;
            var start = new ProcessStartInfo("sh", ["-c", viaShell ? $"dotnet '{program}' hold-port {port}; exit 0" : $"exec dotnet '{program}' hold-port {port}"])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardInput = true,
            };
            foreach (var (name, value) in environment) start.Environment[name] = value;
            _process = Process.Start(start)!;
        }

        public int ShellPid => _process.Id;

        public int Pid { get; private set; }

        public async Task StartedAsync() => Pid = int.Parse((await _process.StandardOutput.ReadLineAsync())!);

        // It listens as long as its input is open.
        public void Dispose()
        {
            _process.StandardInput.Close();
            _process.WaitForExit();
            _process.Dispose();
        }
    }
}
