using System.Net;
using System.Net.Sockets;

namespace PortOrchestrator.PortRegistry.Tests.Recovery;

/// <summary>What the processes do that the tests of damage, of strange places and of kills start.</summary>
internal static class DurabilityChild
{
    /// <summary>Opens the registry, waits until it is told to go on, allocates, and tells what it sees then.</summary>
    public static async Task<int> MeetAsync(string path)
    {
        var log = new EventLog();
        await using var registry = await SqlitePortRegistry.OpenAsync(new PortRegistryOptions { Path = path, LoggerFactory = log });
        Console.WriteLine("ready");
        Console.ReadLine();
        var given = await registry.AllocateAsync(Some.Request($"of-{Environment.ProcessId}"));
        Console.WriteLine($"{given.Outcome} {given.Allocation?.Port}");
        foreach (var a in await registry.ListAsync()) Console.WriteLine($"sees {a.Service} {a.Port}");
        foreach (var id in log.Ids) Console.WriteLine($"event {id}");
        return 0;
    }

    /// <summary>Uses the registry once, in a way that tells what came of it.</summary>
    public static async Task<int> UseAsync(string? path, bool readOnly)
    {
        var log = new EventLog();
        var options = new PortRegistryOptions { Path = path, LoggerFactory = log, LockTimeout = TimeSpan.FromSeconds(2), ReadOnly = readOnly };
        try
        {
            await using var registry = await SqlitePortRegistry.OpenAsync(options);
            var given = readOnly ? null : await registry.AllocateAsync(Some.Request());
            Console.WriteLine($"{given?.Outcome.ToString() ?? "Read"} {string.Join(' ', (await registry.ListAsync()).Select(a => $"{a.Service}:{a.Port}"))}");
            Console.WriteLine($"mode {(await registry.ExamineAsync()).JournalMode}");
        }
        catch (RegistryException e)
        {
            Console.WriteLine($"{e.Code} {e.Message}");
        }
        foreach (var id in log.Ids) Console.WriteLine($"event {id}");
        return 0;
    }

    /// <summary>Leases a port for as long as this process lives, and collects what is dead as seen from here.</summary>
    public static async Task<int> LeaseAsync(string path)
    {
        await using var registry = await SqlitePortRegistry.OpenAsync(new PortRegistryOptions { Path = path });
        Console.WriteLine((await registry.AllocateAsync(Some.Request("theirs") with { Persistence = PortPersistence.Lease })).Allocation!.Port);
        Console.WriteLine($"pruned {(await registry.PruneAsync()).Count}");
        return 0;
    }

    /// <summary>Allocates a port, which it tells, and waits to be killed.</summary>
    public static async Task<int> HoldAsync(string path)
    {
        await using var registry = await SqlitePortRegistry.OpenAsync(new PortRegistryOptions { Path = path });
        Console.WriteLine((await registry.AllocateAsync(Some.Request())).Allocation!.Port);
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    /// <summary>Listens as a service does until it is killed.</summary>
    public static async Task<int> ListenAsync(string[] ports)
    {
        foreach (var port in ports)
        {
            var udp = port.EndsWith("/udp", StringComparison.Ordinal);
            var socket = new Socket(AddressFamily.InterNetwork, udp ? SocketType.Dgram : SocketType.Stream, udp ? ProtocolType.Udp : ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, int.Parse(port.Split('/')[0])));
            if (!udp) socket.Listen();
        }
        Console.WriteLine("ready");
        await Task.Delay(Timeout.Infinite);
        return 0;
    }
}
