using System.Collections.Concurrent;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Tests.Engines;

/// <summary>A launcher that remembers the exits of what it starts, so that a test can wait until all are collected.</summary>
internal sealed class KeptExits(IProcessLauncher launcher) : IProcessLauncher
{
    private readonly ConcurrentBag<Task<int>> _exits = [];

    public Task AllAsync() => Task.WhenAll(_exits);

    public LaunchedProcess Launch(LaunchRequest request)
    {
        var process = launcher.Launch(request);
        _exits.Add(process.Exited);
        return process;
    }

    public void Dispose()
    {
    }
}
