using PortOrchestrator.PortRegistry;
using PortOrchestrator.Ports;
using PortOrchestrator.Projects;

var project = new ProjectIdentity { ProjectId = "kestrel-sample", Name = "kestrel-sample", Root = Environment.CurrentDirectory };
await using var registry = await SqlitePortRegistry.OpenAsync();
await using var listener = await registry.ListenAsync(new PortRequest { Project = project, Service = "web" });
if (listener.Socket is not { } socket)
{
    Console.Error.WriteLine(listener.Result.Reason);
    return 1;
}

var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = _ => socket);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(socket.LocalEndPoint!));
var app = builder.Build();
app.MapGet("/", () => $"Hello from port {listener.Port}");
await app.RunAsync();
return 0;
