using System.Net;
using System.Net.Sockets;

namespace PortOrchestrator.PortRegistry.Tests;

/// <summary>The child process of tests that need several: allocates ports for one project and prints them, churns until it is killed, probes, listens, or asks as an ordinary user.</summary>
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
            case ["listen", var port]:
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
