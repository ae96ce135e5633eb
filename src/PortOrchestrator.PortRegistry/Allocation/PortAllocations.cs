using Microsoft.Extensions.Logging;
using PortOrchestrator.PortRegistry.Collection;
using PortOrchestrator.PortRegistry.Probing;
using PortOrchestrator.PortRegistry.Storage;
using PortOrchestrator.PortRegistry.Telemetry;

namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>Answers wishes for ports: decides in a transaction, explains outside it. Thread-safe.</summary>
internal sealed class PortAllocations(
    PortRegistryOptions options,
    RegistryDatabase database,
    RegistryClock clock,
    RegistrySeams seams,
    ClaimReleaser releaser,
    LazyCollector collector,
    RegistryTelemetry telemetry,
    ILogger logger)
{
    // Believing it for longer than it is true costs others a wait, nothing else: the transaction looks again.
    private const long SeenFor = 10_000;

    private readonly PortAdvice _advice = new(seams.System);
    private readonly HolderFinder _holders = new(seams.Sockets);
    private readonly ClaimWriter _writer = new(seams.Owners);

    private volatile Tuple<ProjectIdentity, long>? _seen;

    private Allocator Allocator => new(options, _advice, releaser, _writer, seams.Owners);

    /// <inheritdoc cref="IPortRegistry.AllocateAsync"/>
    public async Task<PortAllocationResult> AllocateAsync(PortRequest request, IPortProbe probe, CancellationToken cancellationToken) =>
        (await AllocateAsync([request], probe, cancellationToken).ConfigureAwait(false))[0];

    /// <inheritdoc cref="IPortRegistry.AllocateAllAsync"/>
    public async Task<IReadOnlyList<PortAllocationResult>> AllocateAsync(IReadOnlyList<PortRequest> requests, IPortProbe probe, CancellationToken cancellationToken)
    {
        var decisions = await DecideAsync(requests, probe, cancellationToken).ConfigureAwait(false);
        var exhausted = Enumerable.Range(0, decisions.Length).Where(i => decisions[i].Outcome == PortOutcome.PoolExhausted).ToList();
        if (exhausted.Count > 0 && await collector.MakeRoomAsync(cancellationToken).ConfigureAwait(false))
        {
            var others = await DecideAsync(exhausted.ConvertAll(i => requests[i]), probe, cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < others.Length; i++) decisions[exhausted[i]] = others[i];
        }

        var results = new PortAllocationResult[requests.Count];
        for (var i = 0; i < results.Length; i++) results[i] = await ResultAsync(requests[i], decisions[i], cancellationToken).ConfigureAwait(false);
        return results;
    }

    private async Task<PortAllocationResult> ResultAsync(PortRequest request, Decision decision, CancellationToken cancellationToken)
    {
        // The decision stands; who is behind it is looked up outside the transaction, which others wait for.
        var holder = decision is { Refused: { } port, Denied: false }
            ? await _holders.FindOneAsync(port, request.Protocol, decision.RefusedBy, cancellationToken).ConfigureAwait(false)
            : null;
        if (decision is { Denied: true, Refused: { } denied })
        {
            var excluded = await Task.Run(() => seams.Windows.FindObstacle(denied, request.Protocol), cancellationToken).ConfigureAwait(false);
            decision = decision with { Excluded = excluded?.Ports };
        }
        var result = new PortAllocationResult
        {
            Outcome = decision.Outcome,
            Allocation = decision.Allocation,
            Holder = holder,
            Wanted = decision.Wanted,
            Reason = Explanation.Of(request, decision, holder, decision.Range ?? request.Range ?? options.Pool),
            Warning = Warning(request, decision),
            Candidates = decision.Trail.Candidates,
            Examined = decision.Trail.Examined,
            TopHolders = decision.TopHolders,
        };
        Report(request, result);
        return result;
    }

    /// <summary>Says who sits on a port that the owner has on paper.</summary>
    public async Task<PortAllocationResult> ExplainAsync(PortRequest request, PortAllocationResult result, CancellationToken cancellationToken)
    {
        var holder = await _holders.FindOneAsync(result.Allocation!.Port, request.Protocol, null, cancellationToken).ConfigureAwait(false);
        return result with
        {
            Outcome = PortOutcome.Conflict,
            Allocation = null,
            Holder = holder,
            Reason = Explanation.Squatted(result.Allocation, holder),
        };
    }

    /// <inheritdoc cref="IPortRegistry.AllocateBlockAsync"/>
    public async Task<PortBlockResult> AllocateAsync(PortBlockRequest block, CancellationToken cancellationToken)
    {
        var requests = BlockRequests.Of(block);
        var allocator = new BlockAllocator(options, _advice, _writer);
        var seen = await database.ReadAsync(c => IsSeen(c, block.Project), cancellationToken).ConfigureAwait(false);
        var place = PlaceOf(block.Project, seen);
        var decision = await DecideAsync().ConfigureAwait(false);
        if (decision.Outcome == PortOutcome.PoolExhausted && await collector.MakeRoomAsync(cancellationToken).ConfigureAwait(false))
            decision = await DecideAsync().ConfigureAwait(false);
        var holder = decision is { Refused: { } port, RefusedMember: { } member } && decision.Verdict is PortCandidateVerdict.InUse or PortCandidateVerdict.Allocated
            ? await _holders.FindOneAsync(port, requests[member].Protocol, await OwnerAsync(port, requests[member].Protocol, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false)
            : null;
        foreach (var a in decision.Outcome == PortOutcome.Allocated ? decision.Allocations : [])
            logger.Allocated(a.Port, a.Protocol, a.Service, a.Project, a.Checkout, decision.Outcome);
        return new PortBlockResult
        {
            Outcome = decision.Outcome,
            Allocations = decision.Allocations,
            Offset = decision.Offset,
            Holder = holder,
            Reason = BlockExplanation.Of(requests, decision, holder, block.Range ?? options.Pool),
            Candidates = decision.Trail.Candidates,
        };

        Task<BlockDecision> DecideAsync() => WriteAsync(
            connection =>
            {
                var first = Prepare(connection, requests[0], seams.Probe, place);
                return allocator.Allocate(block, [.. requests.Select(r => first with { Request = r })], cancellationToken);
            },
            made => made.Outcome == PortOutcome.Allocated,
            cancellationToken);
    }

    private async Task<Decision[]> DecideAsync(IReadOnlyList<PortRequest> requests, IPortProbe probe, CancellationToken cancellationToken)
    {
        var looks = await database.ReadAsync(c => requests.Select(r => Look(c, r)).ToList(), cancellationToken).ConfigureAwait(false);
        var decisions = new Decision[requests.Count];
        var open = new List<int>();
        for (var i = 0; i < decisions.Length; i++)
        {
            if (await AnswerAsync(requests[i], looks[i].Held, cancellationToken).ConfigureAwait(false) is { } answer) decisions[i] = answer;
            else open.Add(i);
        }

        if (open.Count == 0) return decisions;
        var places = open.Select(i => (requests[i].Project, looks[i].IsSeen)).Distinct().ToDictionary(p => p, p => PlaceOf(p.Project, p.IsSeen));
        var made = await WriteAsync(
            c => open.ConvertAll(i => Allocator.Allocate(Prepare(c, requests[i], probe, places[(requests[i].Project, looks[i].IsSeen)]), cancellationToken)),
            all => all.Exists(d => d is { Allocation: not null, Outcome: not PortOutcome.Existing }),
            cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < made.Count; i++) decisions[open[i]] = made[i];
        return decisions;
    }

    private (Claim? Held, bool IsSeen) Look(RegistryConnection connection, PortRequest request) =>
        ClaimTable.Find(connection, request.Key) is { } found ? (found, true) : (null, IsSeen(connection, request.Project));

    // What can be answered from what is there, without a transaction; else null.
    private async Task<Decision?> AnswerAsync(PortRequest request, Claim? held, CancellationToken cancellationToken)
    {
        if (held is { External: false, Allocation: var mine } && Allocator.Satisfies(mine, request))
            return new Decision { Outcome = PortOutcome.Existing, Allocation = held.AsItIs(seams.Owners), Wanted = request.Port };
        if (request.Mode != PortMode.Exact || held is not { External: true, Allocation: var strangers } || !Allocator.KeepsPort(strangers, request)
            || !await Task.Run(() => seams.Sockets.Ports(request.Protocol).Contains(strangers.Port), cancellationToken).ConfigureAwait(false))
            return null;
        return request.AllowForeignHolder
            ? new Decision { Outcome = PortOutcome.External, Allocation = strangers, Refused = strangers.Port, Wanted = request.Port }
            : new Decision { Outcome = PortOutcome.Conflict, Refused = strangers.Port, Wanted = request.Port };
    }

    private async Task<T> WriteAsync<T>(Func<RegistryConnection, T> decide, Func<T, bool> gives, CancellationToken cancellationToken)
    {
        var (decision, collects) = await database.WriteAsync(
            c =>
            {
                var began = telemetry.Mark();
                var made = decide(c);
                telemetry.Decided(began);
                return (made, gives(made) && collector.TakeTurn(c));
            },
            cancellationToken).ConfigureAwait(false);
        if (collects) collector.Start();
        return decision;
    }

    private bool IsSeen(RegistryConnection connection, ProjectIdentity project)
    {
        var now = clock.Now.Wall;
        if (_seen is var (known, until) && known == project && now < until) return true;
        if (CheckoutTable.Recent(connection, project, now) is null) return false;
        _seen = new(project, now + SeenFor);
        return true;
    }

    // Files are read for it: not while others wait for the lock, and only when it will be written.
    private static CheckoutPlace? PlaceOf(ProjectIdentity project, bool seen) => seen ? null : CheckoutTable.PlaceOf(project);

    private Step Prepare(RegistryConnection connection, PortRequest request, IPortProbe probe, CheckoutPlace? place)
    {
        var now = clock.Now;
        return new Step
        {
            Connection = connection,
            Request = request,
            Checkout = CheckoutTable.Touch(connection, request.Project, now.Wall, place),
            Now = now,
            Probe = probe,
            Ranges = ProjectRanges.Of(connection, request.Project, options.ProjectRanges),
        };
    }

    private async Task<PortAllocation?> OwnerAsync(int port, PortProtocol protocol, CancellationToken cancellationToken) =>
        (await database.ReadAsync(c => ClaimTable.OnPort(c, port, protocol), cancellationToken).ConfigureAwait(false)).FirstOrDefault()?.AsItIs(seams.Owners);

    private string? Warning(PortRequest request, Decision decision)
    {
        if (decision.Allocation is not { } a || a.Port != request.Port) return null;
        string?[] all = [Explanation.Handover(request, decision), Explanation.OutOfRange(request, decision), _advice.WarnAbout(a.Port, a.Protocol)];
        var said = all.OfType<string>().ToArray();
        return said.Length == 0 ? null : string.Join(' ', said);
    }

    private void Report(PortRequest request, PortAllocationResult result)
    {
        if (result.Allocation is not { } a)
            logger.Refused(request.Service, request.Project.Name, request.Project.Checkout, result.Outcome, result.Reason);
        else if (result.Outcome != PortOutcome.Existing)
            logger.Allocated(a.Port, a.Protocol, a.Service, a.Project, a.Checkout, result.Outcome);
    }
}
