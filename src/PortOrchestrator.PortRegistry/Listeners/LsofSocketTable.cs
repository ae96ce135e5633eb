using System.Globalization;

namespace PortOrchestrator.PortRegistry.Listeners;

/// <summary>
/// The table of .NET, with the processes that <c>lsof</c> and <c>ps</c> name (macOS). Without root, lsof names this user's alone, so a port that
/// it does not know is taken from .NET's table; without lsof, or when it takes too long, all of them are.
/// </summary>
/// <param name="run">Runs a program and gives what it printed, null when it cannot be had; null for the system's programs.</param>
internal sealed class LsofSocketTable(Func<string, IReadOnlyList<string>, string?>? run = null) : ISocketTable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly SocketTable _all = new();
    private readonly Func<string, IReadOnlyList<string>, string?> _run = run ?? ((program, arguments) => BoundedProgram.Read(program, arguments, Limit));

    // Where macOS has it, also for a PATH without sbin.
    private static string Lsof => File.Exists("/usr/sbin/lsof") ? "/usr/sbin/lsof" : "lsof";

    public IReadOnlyList<SocketListener> Find(int port, PortProtocol protocol) => Find(new HashSet<int> { port }, protocol);

    public IReadOnlyList<SocketListener> Find(IReadOnlySet<int> ports, PortProtocol protocol) => Name(_all.Find(ports, protocol), protocol);

    public IReadOnlyList<SocketListener> All(PortProtocol protocol) => Name(_all.All(protocol), protocol);

    public IReadOnlySet<int> Ports(PortProtocol protocol) => _all.Ports(protocol);

    private IReadOnlyList<SocketListener> Name(IReadOnlyList<SocketListener> all, PortProtocol protocol)
    {
        // To start a program for ports that nobody listens on would be a waste.
        if (all.Count == 0) return all;
        var wanted = all.Select(l => l.Port).ToHashSet();
        var port = wanted.Count == 1 ? string.Create(CultureInfo.InvariantCulture, $":{wanted.First()}") : "";
        string[] which = protocol == PortProtocol.Udp ? [$"-iUDP{port}"] : [$"-iTCP{port}", "-sTCP:LISTEN"];
        if (_run(Lsof, ["-nP", "-w", "+c", "0", .. which, "-F", "pcLtdn"]) is not { } output) return all;
        var named = LsofOutput.Parse(output).FindAll(l => wanted.Contains(l.Port));
        wanted.ExceptWith(named.Select(l => l.Port));
        return [.. Describe(named), .. all.Where(l => wanted.Contains(l.Port))];
    }

    /// <summary>lsof knows no more of a command than the program's name.</summary>
    private IEnumerable<SocketListener> Describe(List<SocketListener> listeners)
    {
        var starts = listeners.Select(l => l.Pid).OfType<int>().Distinct().ToDictionary(pid => pid, ProcessClock.Started);
        if (starts.Count == 0) return listeners;
        var pids = string.Join(',', starts.Keys.Select(pid => pid.ToString(CultureInfo.InvariantCulture)));
        var commands = PsOutput.Parse(_run("ps", ["-ww", "-o", "pid=,args=", "-p", pids]) ?? "");
        return listeners.Select(l => l.Pid is not { } pid ? l : l with { Started = starts[pid], Command = commands.TryGetValue(pid, out var line) ? line : l.Command });
    }
}
