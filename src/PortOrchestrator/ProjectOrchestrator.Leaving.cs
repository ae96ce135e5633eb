using PortOrchestrator.ConfigParsers;
using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator;

public sealed partial class ProjectOrchestrator
{
    private static readonly TimeSpan LeavingTime = TimeSpan.FromSeconds(2);

    /// <summary>What one scope shares; it owns nothing of its own and is not disposed.</summary>
    internal static ProjectOrchestrator OfScope(Surroundings surroundings, ProjectIdentity owner) =>
        new(surroundings, new ProjectLocation { Identity = owner }) { _loaded = new LoadedConfiguration(new ConfigurationResult(), null) };

    /// <summary>Stops what the scope shares, whoever uses it; null when nothing runs.</summary>
    internal async Task<DownResult?> StopScopeAsync(DownOptions options, CancellationToken cancellationToken)
    {
        var command = new StopCommand { FirstTier = options.FirstTier, LastTier = options.LastTier, Timeout = options.Timeout, End = options is { FirstTier: 0, LastTier: >= 3 } };
        var spared = (await PresentAsync(cancellationToken).ConfigureAwait(false)).Services
            .Where(s => s.Tier < options.FirstTier || s.Tier > options.LastTier).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        // Before the stop: whoever begins to use one of them from now on writes that down after this, and starts it again.
        foreach (var use in await _surroundings.Users.ListAsync(Project, cancellationToken).ConfigureAwait(false))
        {
            if (!spared.Contains(use.Service)) await _surroundings.Users.RemoveAsync(use.User, Project, [use.Service], cancellationToken).ConfigureAwait(false);
        }

        if (await StopAsync(command, progress: null, cancellationToken).ConfigureAwait(false) is not { } report) return null;
        return new DownResult { Stopped = report.Stopped, LeftRunning = report.LeftRunning, Stubborn = report.Stubborn, Snapshot = report.Snapshot };
    }

    /// <summary>Stops what of the scope nobody uses any more.</summary>
    internal async Task<IReadOnlyList<string>> ReleaseUnusedAsync(CancellationToken cancellationToken) =>
        (await ReleaseAsync(new ReleaseCommand(), cancellationToken).ConfigureAwait(false))?.Stopped ?? [];

    private async Task<DownResult> ReleaseSharedAsync(DownResult result, DownOptions options, CancellationToken cancellationToken)
    {
        if (Project.Scope == ServiceScope.Machine)
        {
            // Stopped by name: whoever wanted it to run wants it no more.
            await _surroundings.Users.RemoveAsync(Project, Project, options.Services, cancellationToken).ConfigureAwait(false);
            return result;
        }

        var names = options.Services.ToHashSet(StringComparer.Ordinal);
        var shared = result.Snapshot.Services.Where(s => s.Scope > Project.Scope).ToList();
        if (shared.Count == 0) return result;
        var meant = shared.Where(s => (names.Count == 0 || IsNamed(s, names)) && s.Tier >= options.FirstTier && s.Tier <= options.LastTier)
            .Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var used = (await _surroundings.Users.ListAsync(null, cancellationToken).ConfigureAwait(false)).Where(u => IsThis(u.User) && meant.Contains(u.Service));
        var report = await LeaveAsync([.. used.Select(u => (u.Owner, u.Service))], cancellationToken).ConfigureAwait(false);
        return result with
        {
            Stopped = [.. result.Stopped.Where(n => shared.All(s => s.Name != n)), .. report.Stopped],
            LeftRunning = [.. result.LeftRunning, .. report.LeftRunning],
            Stubborn = [.. result.Stubborn, .. report.Stubborn],
        };
    }

    // Services of the project first: they may need those of the machine.
    private async Task<DownResult> LeaveAsync(IReadOnlyList<(ProjectIdentity Owner, string Service)> used, CancellationToken cancellationToken)
    {
        var result = new DownResult { Snapshot = Journal.Snapshot(Project, []) };
        foreach (var group in used.GroupBy(u => u.Owner).OrderBy(g => g.Key.Scope))
        {
            var names = group.Select(u => u.Service).ToList();
            await _surroundings.Users.RemoveAsync(Project, group.Key, names, cancellationToken).ConfigureAwait(false);
            if (await OfScope(_surroundings, group.Key).ReleaseAsync(new ReleaseCommand { Services = names }, cancellationToken).ConfigureAwait(false) is not { } report) continue;
            result = result with
            {
                Stopped = [.. result.Stopped, .. report.Stopped],
                LeftRunning = [.. result.LeftRunning, .. report.LeftRunning],
                Stubborn = [.. result.Stubborn, .. report.Stubborn],
            };
        }

        return result;
    }

    // What this checkout was to use, for a start that comes to nothing. The services of others go on; one that nobody needs now is not waited for.
    private async Task LeaveInVainAsync(List<(ProjectIdentity Owner, string Service)> joined)
    {
        if (joined.Count == 0) return;
        using var patience = new CancellationTokenSource(LeavingTime, _surroundings.Options.TimeProvider);
        try
        {
            await LeaveAsync(joined, patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is PortOrchestratorException or OperationCanceledException)
        {
            // The start tells what went wrong; what is left here is found by the next 'down' or 'port prune'.
        }
    }

    /// <summary>Called of the orchestrator of a wider scope.</summary>
    private Task<StopReport?> ReleaseAsync(ReleaseCommand command, CancellationToken cancellationToken) =>
        AskForStopAsync(client => client.ReleaseAsync(command, cancellationToken), cancellationToken);

    // Nobody asks for them to run any more; what projects use goes on all the same.
    private async Task<DownResult> ReleaseMachineAsync(DownOptions options, CancellationToken cancellationToken)
    {
        var present = await PresentAsync(cancellationToken).ConfigureAwait(false);
        var names = present.Services.Where(s => s.Tier >= options.FirstTier && s.Tier <= options.LastTier).Select(s => s.Name).ToList();
        if (names.Count > 0) await _surroundings.Users.RemoveAsync(Project, Project, names, cancellationToken).ConfigureAwait(false);
        var report = names.Count == 0 ? null : await ReleaseAsync(new ReleaseCommand { Services = names, WithoutGrace = true }, cancellationToken).ConfigureAwait(false);
        return new DownResult
        {
            Stopped = report?.Stopped ?? [],
            LeftRunning = report?.LeftRunning ?? [],
            Stubborn = report?.Stubborn ?? [],
            Snapshot = report?.Snapshot ?? present,
        };
    }
}
