using System.Net;
using System.Net.Sockets;
using PortOrchestrator.PortRegistry.Tests.Recovery;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>The child process of tests that need several: its first argument says what it does.</summary>
internal static class ChildProgram
{
    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["churn", var path, var journal, var name, var seed]:
                await new ChurningChild(path, journal, name, new Random(int.Parse(seed))).RunAsync();
                return 0;
            case ["probe", var path, var port, var count]:
                await ProbingChild.RunAsync(path, int.Parse(port), int.Parse(count));
                return 0;
            case ["meet", var path]:
                return await DurabilityChild.MeetAsync(path);
            case ["use" or "read", .. var path]:
                return await DurabilityChild.UseAsync(path.FirstOrDefault(), readOnly: args[0] == "read");
            case ["use-with", var fault, var path]:
                SystemFaults.Inject(fault);
                return await DurabilityChild.UseAsync(path, readOnly: false);
            case ["meet-with", var fault, var path]:
                SystemFaults.Inject(fault);
                return await DurabilityChild.MeetAsync(path);
            case ["lease", var path]:
                return await DurabilityChild.LeaseAsync(path);
            case ["hold", var path]:
                return await DurabilityChild.HoldAsync(path);
            case ["listen", .. var ports]:
                return await DurabilityChild.ListenAsync(ports);
            case ["churn-until", var step, var path, var journal, var name, var seed]:
                SystemFaults.KillAt(int.Parse(step));
                await new ChurningChild(path, journal, name, new Random(int.Parse(seed))).RunAsync();
                return 0;
            case ["hold-port", var port]:
                Listen(int.Parse(port));
                return 0;
            case ["ask", var question, var argument]:
                Console.WriteLine(OrdinaryUser.AnswerAsNobody(question, argument));
                return 0;
            case ["allocate" or "prune", var file, var root]:
                return await OfCheckoutAsync(args[0], file, root);
            case [var path, var project, var count]:
                await AllocateAsync(path, project, int.Parse(count));
                return 0;
            default:
                return 2;
        }
    }

    private static void Listen(int port)
    {
        using var socket = new TcpListener(IPAddress.Loopback, port);
        socket.Start();
        Console.WriteLine(Environment.ProcessId);
        Console.In.ReadToEnd();
    }

    private static async Task AllocateAsync(string path, string project, int count)
    {
        await using var registry = await SqlitePortRegistry.OpenAsync(new PortRegistryOptions { Path = path });
        for (var i = 0; i < count; i++)
        {
            var result = await registry.AllocateAsync(Some.Request($"service{i}", Some.Project(project)));
            Console.WriteLine(result.Allocation!.Port);
        }
    }

    private static async Task<int> OfCheckoutAsync(string verb, string file, string root)
    {
        await using var registry = await SqlitePortRegistry.OpenAsync(new PortRegistryOptions { Path = file });
        if (verb == "prune")
        {
            Console.WriteLine($"pruned {(await registry.PruneAsync()).Count}");
            return 0;
        }
        await registry.AllocateAsync(Some.Request(project: Some.Project() with { Root = root }));
        Console.WriteLine($"allocated {(await registry.ListAsync()).Count}");
        return 0;
    }
}
