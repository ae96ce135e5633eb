using System.Globalization;
using PortOrchestrator.Supervision.Journal;

namespace PortOrchestrator.Supervision.Engine;

internal sealed partial class ServiceInstance
{
    private ServiceSnapshot? _news;

    /// <summary>Another supervisor runs it; here it is only told of, so that others can depend on it.</summary>
    public bool IsFollowed => Spec.RunBy is not null;

    private void Follow()
    {
        _runEnded = false;
        Become(ServiceState.Starting, _cause);
        _effects.Follow(this, _run.Token);
    }

    // What it is goes on elsewhere; here it is no longer needed.
    private void Leave()
    {
        Generation++;
        _news = null;
        Stopped(null);
    }

    private void AdoptFollowed(JournalEntry entry, bool sameBoot)
    {
        Wanted = entry.Wanted && sameBoot && !entry.StopRequested;
        Drift = entry.Spec.Drift;
        if (Wanted) Follow();
        else Become(ServiceState.Stopped, null);
    }

    private void OnFollowed(ServiceSnapshot? news)
    {
        if (!Wanted) return;
        _news = news;
        Dirty = true;
        if (news is null)
        {
            Become(ServiceState.Stopped, "nobody runs it");
            return;
        }

        (Health, ExitCode, Restarts, StartedAt, ReadyAt) = (news.Health, news.ExitCode, news.Restarts, news.StartedAt, news.ReadyAt);
        (WasLaunched, WasReady, LineSeen) = (news.StartedAt is not null, news.ReadyAt is not null, news.ReadyAt is not null && LooksForLine);
        // Tells its runs apart for those that restart with it.
        InstanceId = news.StartedAt?.ToString("O", CultureInfo.InvariantCulture);
        // Pending is what waits for this supervisor.
        Become(news.State == ServiceState.Pending ? ServiceState.Starting : news.State, news.Reason);
    }

    private ServiceSnapshot WithNews(ServiceSnapshot own) => _news is not { } news ? own : own with
    {
        Pid = news.Pid,
        Ports = news.Ports,
        LogPath = news.LogPath,
        ErrorLogPath = news.ErrorLogPath,
        Warnings = [.. own.Warnings.Union(news.Warnings)],
    };
}
