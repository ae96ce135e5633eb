using System.Globalization;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>One run of ending one tree.</summary>
internal sealed class TreeStop(IProcessInspector inspector, TimeProvider time, TreeStopRequest request) : IDisposable
{
    // Exits wake us at once; the scan between them only finds what was forked meanwhile.
    private static readonly TimeSpan ScanInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan KillScanInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan KillTimeout = TimeSpan.FromSeconds(2);

    // What has been killed still needs the processor once to end, which takes its time on a machine with much else to do.
    private static readonly TimeSpan DeathTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ForcedGrace = TimeSpan.FromMilliseconds(250);
    private const int FirstScans = 3;

    private readonly HashSet<ProcessIdentity> _known = [.. request.Known];
    private readonly HashSet<ProcessIdentity> _asked = [];
    private readonly Dictionary<ProcessIdentity, string> _killed = [];
    private readonly HashSet<ProcessIdentity> _struck = [];
    private readonly CancellationTokenSource _ended = new();

    /// <summary>Sends the signal and waits until the tree is gone, the time is over or force is asked for.</summary>
    public async Task AskAsync(CancellationToken force, CancellationToken cancellationToken)
    {
        if (force.IsCancellationRequested)
        {
            await AskBrieflyAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        var start = time.GetTimestamp();
        for (var scan = 0; !force.IsCancellationRequested; scan++)
        {
            var members = await ScanAsync().ConfigureAwait(false);
            var rest = request.Timeout - time.GetElapsedTime(start);
            if (members.Count == 0 || rest <= TimeSpan.Zero) return;
            // Once more at once: what was forked between the scan and the signal has not been asked.
            if (Ask(members, scan) && scan < FirstScans) continue;
            await WaitAsync(members, rest < ScanInterval ? rest : ScanInterval, force, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Kills what is left.</summary>
    public async Task<TreeStopResult> KillAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var members = await ScanAsync().ConfigureAwait(false);
            if (members.Count == 0) return Result([]);
            var elapsed = time.GetElapsedTime(start);
            if (elapsed >= DeathTimeout || (elapsed >= KillTimeout && !members.Any(_struck.Contains))) return Result(members);
            foreach (var member in members)
            {
                _killed.TryAdd(member, Describe(member));
                if (inspector.Signal(member, SignalNames.Kill)) _struck.Add(member);
            }

            await WaitAsync(members, KillScanInterval, CancellationToken.None, cancellationToken).ConfigureAwait(false);
        }
    }

    // The time was used up by others before this tree's turn came: it still gets a chance to end well.
    private async Task AskBrieflyAsync(CancellationToken cancellationToken)
    {
        var members = await ScanAsync().ConfigureAwait(false);
        if (members.Count == 0 || request.Signal == 0) return;
        Ask(members, scan: 0);
        await WaitAsync(members, ForcedGrace, CancellationToken.None, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _ended.Cancel();
        _ended.Dispose();
    }

    private async Task<IReadOnlyList<ProcessIdentity>> ScanAsync()
    {
        var members = inspector is ITreeFinder finder
            ? await finder.FindTreeAsync(request.Root, request.InstanceId, _known).ConfigureAwait(false)
            : inspector.FindTree(request.Root, request.InstanceId, _known);
        _known.UnionWith(members);
        return members;
    }

    private bool Ask(IReadOnlyList<ProcessIdentity> members, int scan)
    {
        if (request.Signal == 0) return false;
        if (request.RootOnly) members = [.. members.Where(m => m == request.Root)];
        // A helper that a member starts in order to end well must not be disturbed; what outlives all who were asked is asked too.
        if (scan >= FirstScans && members.Any(_asked.Contains)) return false;
        var any = false;
        foreach (var member in members.Where(m => _asked.Add(m)))
        {
            any = true;
            inspector.Signal(member, request.Signal);
            // A stopped process would see its signal only after somebody continued it.
            inspector.Signal(member, SignalNames.Continue);
        }

        return any;
    }

    private async Task WaitAsync(
        IReadOnlyList<ProcessIdentity> members, TimeSpan atMost, CancellationToken force, CancellationToken cancellationToken)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token, force, cancellationToken);
        var exits = Task.WhenAll(members.Select(m => inspector.WaitForExitAsync(m, wait.Token)));
        await Task.WhenAny(exits, Task.Delay(atMost, time, wait.Token)).ConfigureAwait(false);
        await wait.CancelAsync().ConfigureAwait(false);
        await exits.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private TreeStopResult Result(IReadOnlyList<ProcessIdentity> survivors) => new()
    {
        Killed = [.. _killed.Where(k => !survivors.Contains(k.Key)).Select(k => k.Value)],
        Survivors = [.. survivors.Select(s => _killed.TryGetValue(s, out var text) ? text : Describe(s))],
    };

    private string Describe(ProcessIdentity process) =>
        string.Create(CultureInfo.InvariantCulture, $"{process.Pid} ({inspector.CommandLine(process.Pid) ?? "command unknown"})");
}
