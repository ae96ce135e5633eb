using PortOrchestrator.Supervision.Protocol;

namespace PortOrchestrator.Supervision.Engine;

public sealed partial class SupervisorEngine
{
    /// <summary>
    /// Stops those services that nobody uses any more, and answers when they are down. Whoever starts to use one has written that down before it asks for the
    /// start, and both this decision and the start are taken by the mailbox: so a start comes either before it, and is seen, or after it, and waits.
    /// </summary>
    /// <param name="command">Which services.</param>
    /// <param name="cancellationToken">Ends the wait; the stop goes on.</param>
    public async Task<StopReport> ReleaseAsync(ReleaseCommand command, CancellationToken cancellationToken = default)
    {
        if (_options.Users is not { } users) throw new PortOrchestratorException(ErrorCode.InvalidArgument, "Nobody shares the services of this supervisor; stop them by name.");
        while (true)
        {
            var seen = await AskAsync(() => _starts, cancellationToken).ConfigureAwait(false);
            var present = await users.ListAsync(_options.Project, cancellationToken).ConfigureAwait(false);
            var operation = await AskAsync(() => _starts == seen ? HandleRelease(command, present) : null, cancellationToken).ConfigureAwait(false);
            if (operation is not null) return await operation.Reply.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private StopOperation HandleRelease(ReleaseCommand command, IReadOnlyList<ServiceUser> users)
    {
        HearCommand();
        var meant = _instances.Where(i => i.MayHaveSomethingToStop && !i.IsFollowed && (command.Services.Count == 0 || command.Services.Contains(i.Name))).ToList();
        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var instance in meant)
        {
            if (Reason(instance, users, command.WithoutGrace) is { } reason) kept.Add(instance.Name, reason);
        }

        var goes = meant.Where(i => !kept.ContainsKey(i.Name)).ToHashSet();
        KeepWhatIsNeeded(goes, kept);
        var operation = StopAll([.. goes, .. FollowedInVain(goes)], end: false, because: "nobody uses it any more");
        operation.Keep(kept.Select(k => $"{k.Key}: {k.Value}"));
        Evaluate();
        return operation;
    }

    private string? Reason(ServiceInstance instance, IReadOnlyList<ServiceUser> users, bool withoutGrace)
    {
        var own = users.Where(u => u.Service == instance.Name).ToList();
        var others = own.Where(u => !u.IsPin).Select(u => SharedScope.Title(u.User)).ToList();
        if (others.Count > 0) return $"used by {string.Join(", ", others)}";
        if (own.Count > 0) return "was started for the whole machine; 'portorch down --machine' stops it";
        switch (instance.Definition.StopPolicy)
        {
            case StopPolicy.Never:
                return $"nobody uses it, and its stop_policy is never; {HowToStop(instance)} stops it";
            case StopPolicy.Grace when !withoutGrace:
                _ = ReleaseLaterAsync(instance.Name);
                return $"stops in {_options.Grace.TotalMinutes:0.#} minutes unless somebody uses it again; {HowToStop(instance)} stops it now";
            default:
                return null;
        }
    }

    private string HowToStop(ServiceInstance instance) =>
        _options.Project.Scope == ServiceScope.Machine ? $"'portorch stop {instance.Name} --machine'" : "'portorch down --all'";

    // Those that go on may be what it was started for.
    private void KeepWhatIsNeeded(HashSet<ServiceInstance> goes, Dictionary<string, string> kept)
    {
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var needed in goes.ToList())
            {
                var by = _instances.Find(i => i.IsActive && !goes.Contains(i) && i.Definition.Dependencies.Any(d => d.Service == needed.Definition.Name));
                if (by is null) continue;
                goes.Remove(needed);
                kept.Add(needed.Name, $"needed by {by.Name}");
                changed = true;
            }
        }
    }

    private IEnumerable<ServiceInstance> FollowedInVain(HashSet<ServiceInstance> goes) => _instances.Where(f => f is { IsFollowed: true, IsActive: true }
        && !_instances.Any(i => i.IsActive && !goes.Contains(i) && i.Definition.Dependencies.Any(d => d.Service == f.Definition.Name)));

    private async Task ReleaseLaterAsync(string service)
    {
        await Task.Delay(_options.Grace, _options.TimeProvider).ConfigureAwait(false);
        try
        {
            await ReleaseAsync(new ReleaseCommand { Services = [service], WithoutGrace = true }).ConfigureAwait(false);
        }
        catch (PortOrchestratorException e)
        {
            // Whoever comes next decides it.
            Log.ReleaseFailed(_log, service, e.Message);
        }
    }

    // What others have asked for stays, and what runs goes on as it is: nobody is stopped because somebody else has another version of the file.
    private void AddSpecs(UpCommand command, Dictionary<string, string> drifts, List<string> warnings)
    {
        foreach (var spec in command.Project.Services)
        {
            if (!_byName.TryGetValue(spec.Name, out var instance)) Add(spec);
            else if (!instance.IsActive || instance.IsFollowed || command.Restart.Contains(spec.Name)) instance.Replace(spec);
            else if (SpecDrift.Describe(instance.Spec, spec) is { } drift) drifts.Add(spec.Name, drift);
        }

        warnings.AddRange(drifts.Select(d => $"{d.Key}: configured otherwise here than it was started with: {d.Value}; it is shared and goes on as it is, "
            + $"and 'portorch restart {d.Key}' applies this to all who use it"));
        Index();
    }

    private static bool IsOfOthers(ServiceInstance instance) => instance.NextSpec.AskedBy is { Scope: ServiceScope.Checkout };

    private static void TakeDrift(ServiceInstance instance, string? drift)
    {
        instance.Dirty |= instance.Drift != drift;
        instance.Drift = drift;
    }

    private string? FindOtherFiles(Specs.ProjectSpec project)
    {
        var files = project.Services.Select(s => s.Definition.Location?.File).ToHashSet();
        var others = _instances.Where(i => i.IsActive && !i.IsFollowed && i.Definition.Location is { } place && !files.Contains(place.File)).ToList();
        if (others.Count == 0 || files.Count == 0) return null;
        var from = string.Join(", ", others.Select(i => $"'{i.Definition.Location!.File}'").Distinct());
        return $"{string.Join(", ", others.Select(i => i.Name))}: started from {from}, which is not among the files now; 'portorch reload' with the same files brings what runs in line with them";
    }
}
