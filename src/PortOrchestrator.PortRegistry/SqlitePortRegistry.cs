using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PortOrchestrator.PortRegistry.Allocation;
using PortOrchestrator.PortRegistry.Changes;
using PortOrchestrator.PortRegistry.Collection;
using PortOrchestrator.PortRegistry.Probing;
using PortOrchestrator.PortRegistry.Storage;
using PortOrchestrator.PortRegistry.Storage.Recovery;
using PortOrchestrator.PortRegistry.Telemetry;
using PortOrchestrator.Sessions;

namespace PortOrchestrator.PortRegistry;

/// <summary>The port registry in a SQLite file. Thread-safe; any number of processes may work on one file.</summary>
public sealed class SqlitePortRegistry : IPortRegistry
{
    private readonly PortRegistryOptions _options;
    private readonly RegistryDatabase _database;
    private readonly RegistryClock _clock;
    private readonly PortAllocations _allocations;
    private readonly PortListening _listening;
    private readonly ClaimReleaser _releaser;
    private readonly IPortProbe _probe;
    private readonly HolderFinder _holders;
    private readonly ChangeFeed _changes;
    private readonly RegistryTelemetry _telemetry;
    private readonly Collector _collector;
    private readonly LazyCollector _lazyCollector;
    private readonly SocketInspection _inspection;
    private readonly IOwnerInspector _owners;
    private readonly ILogger _logger;

    private SqlitePortRegistry(string path, PortRegistryOptions options, RegistryDatabase database, RegistrySeams seams, RegistryTelemetry telemetry, ILogger logger)
    {
        (_options, _database, _probe, _owners, _telemetry, _logger) = (options, database, seams.Probe, seams.Owners, telemetry, logger);
        _clock = new RegistryClock(options.TimeProvider, OwnerIdentity.OfThisProcess().BootId);
        _releaser = new ClaimReleaser(options.Quarantine, _clock);
        _collector = new Collector(database, _clock, seams, logger);
        _lazyCollector = new LazyCollector(_collector, _clock, _releaser, seams.CollectsInPassing && !options.ReadOnly, logger);
        // What a copy records is gone with it, and is no news to anybody.
        _inspection = new SocketInspection(database, _clock, seams, options.ReadOnly ? NullLogger.Instance : logger);
        _allocations = new PortAllocations(options, database, _clock, seams, _releaser, _lazyCollector, telemetry, logger);
        _listening = new PortListening(_allocations, database, seams, _releaser);
        _holders = new HolderFinder(seams.Sockets);
        Sessions = new SqliteSessionStore(database, _clock, seams.Owners);
        Approvals = new SqliteApprovalRegistry(database, _clock);
        Users = new SqliteServiceUsers(database, _clock);
        _changes = new ChangeFeed(database, () => RegistryFolder.Watch(path, database.Changed, logger), options.TimeProvider);
    }

    /// <summary>What the user has approved, in the same file; it is of use until this registry is disposed.</summary>
    public IApprovalRegistry Approvals { get; }

    /// <summary>Who uses the services that several checkouts share, in the same file.</summary>
    public IServiceUsers Users { get; }

    /// <summary>The sessions that want services, in the same file.</summary>
    public ISessionStore Sessions { get; }

    /// <summary>Opens the registry file, creating it when it does not exist.</summary>
    /// <param name="options">Where and how; the environment's state folder when null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RegistryException">The file cannot be used.</exception>
    /// <exception cref="ArgumentException">The pool is no range of ports.</exception>
    public static Task<IPortRegistry> OpenAsync(PortRegistryOptions? options = null, CancellationToken cancellationToken = default) =>
        OpenAsync(options ?? new PortRegistryOptions(), RegistrySeams.OfThisSystem(), cancellationToken);

    internal static async Task<IPortRegistry> OpenAsync(PortRegistryOptions options, RegistrySeams seams, CancellationToken cancellationToken)
    {
        PortArguments.Check(options.Pool);
        foreach (var range in options.ProjectRanges.Values) PortArguments.Check(range);
        var logger = options.LoggerFactory?.CreateLogger<SqlitePortRegistry>() ?? NullLogger<SqlitePortRegistry>.Instance;
        var path = PathOf(options);
        var telemetry = new RegistryTelemetry(options.TimeProvider);
        using var span = telemetry.Start(PortRegistryTelemetry.OpenSpan)?.SetTag(PortRegistryTelemetry.PathTag, path);
        try
        {
            var database = await new RegistryOpener(path, options, seams.Sockets, logger, telemetry).OpenAsync(cancellationToken).ConfigureAwait(false);
            return new SqlitePortRegistry(path, options, database, seams, telemetry, logger);
        }
        catch (Exception e)
        {
            e.Tell(span);
            span?.Dispose();
            telemetry.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The mode is exact without a port, or a number is no port.</exception>
    public async Task<PortAllocationResult> AllocateAsync(PortRequest request, CancellationToken cancellationToken = default)
    {
        PortArguments.Check(request);
        using var span = _telemetry.Start(PortRegistryTelemetry.AllocateSpan, request.Project, request.Service);
        try
        {
            var result = await _allocations.AllocateAsync(request, _probe, cancellationToken).ConfigureAwait(false);
            _telemetry.Answered(span, result.Outcome, result.Allocation?.Port);
            return result;
        }
        catch (Exception e) when (e.Tell(span))
        {
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">As for <see cref="AllocateAsync"/>.</exception>
    public async Task<IReadOnlyList<PortAllocationResult>> AllocateAllAsync(IReadOnlyList<PortRequest> requests, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        foreach (var request in requests) PortArguments.Check(request);
        if (requests.Count == 0) return [];
        using var span = _telemetry.Start(PortRegistryTelemetry.AllocateSpan, requests[0].Project)?.SetTag(PortRegistryTelemetry.CountTag, requests.Count);
        try
        {
            var results = await _allocations.AllocateAsync(requests, _probe, cancellationToken).ConfigureAwait(false);
            foreach (var result in results) _telemetry.Answered(null, result.Outcome, result.Allocation?.Port);
            return results;
        }
        catch (Exception e) when (e.Tell(span))
        {
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The block has no member, one twice, or a number that is no port.</exception>
    public async Task<PortBlockResult> AllocateBlockAsync(PortBlockRequest request, CancellationToken cancellationToken = default)
    {
        PortArguments.Check(request);
        using var span = _telemetry.Start(PortRegistryTelemetry.AllocateBlockSpan, request.Project);
        try
        {
            var result = await _allocations.AllocateAsync(request, cancellationToken).ConfigureAwait(false);
            span?.SetTag(PortRegistryTelemetry.CountTag, result.Allocations.Count);
            _telemetry.Answered(span, result.Outcome, port: null);
            return result;
        }
        catch (Exception e) when (e.Tell(span))
        {
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">As for <see cref="AllocateAsync"/>, or the protocol is not TCP.</exception>
    public async Task<PortListener> ListenAsync(PortRequest request, PortListenOptions? options = null, CancellationToken cancellationToken = default)
    {
        PortArguments.Check(request);
        if (request.Protocol != PortProtocol.Tcp) throw new ArgumentException("Only TCP ports are listened on.", nameof(request));
        using var span = _telemetry.Start(PortRegistryTelemetry.ListenSpan, request.Project, request.Service);
        try
        {
            var listener = await _listening.ListenAsync(request, options ?? new PortListenOptions(), cancellationToken).ConfigureAwait(false);
            _telemetry.Answered(span, listener.Result.Outcome, listener.Result.Allocation?.Port);
            return listener;
        }
        catch (Exception e) when (e.Tell(span))
        {
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<PortAllocation>> InspectAsync(PortQuery? query = null, CancellationToken cancellationToken = default) =>
        _inspection.RunAsync(query ?? new PortQuery(), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<PortChange> WatchAsync(long? after = null, CancellationToken cancellationToken = default) =>
        _changes.WatchAsync(after, cancellationToken);

    /// <inheritdoc/>
    public Task<RegistryHealth> ExamineAsync(CancellationToken cancellationToken = default) =>
        _database.ReadAsync(c => Examination.Of(c, PathOf(_options)), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ProjectPortRange>> SetProjectRangeAsync(
        ProjectIdentity project, PortRange? range, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        if (range is { } r) PortArguments.Check(r);
        var wanted = range is { } w ? new ProjectRange(project.ProjectId, project.Name, w) : null;
        var (recorded, others) = await _database.ReadAsync(
            c => (RangeTable.Find(c, project.ProjectId), ProjectRanges.Of(c, project, _options.ProjectRanges).Others), cancellationToken).ConfigureAwait(false);
        if (recorded != wanted) await _database.WriteAsync(c => RangeTable.Set(c, project.ProjectId, wanted), cancellationToken).ConfigureAwait(false);
        return wanted is null ? [] : [.. others.Where(o => o.Overlaps(wanted)).Select(o => new ProjectPortRange(o.Name, o.Range))];
    }

    /// <inheritdoc/>
    public async Task<PortAllocation?> FindAsync(PortKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return (await _database.ReadAsync(c => ClaimTable.Find(c, key), cancellationToken).ConfigureAwait(false))?.AsItIs(_owners);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PortAllocation>> ListAsync(PortQuery? query = null, CancellationToken cancellationToken = default)
    {
        var claims = await _database.ReadAsync(c => ClaimTable.Matching(c, query ?? new PortQuery()), cancellationToken).ConfigureAwait(false);
        return claims.ConvertAll(c => c.AsItIs(_owners));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PortAllocation>> ReleaseAsync(PortQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        using var span = _telemetry.Start(PortRegistryTelemetry.ReleaseSpan);
        try
        {
            var released = await _database.WriteAsync(c => Release(c, query), cancellationToken).ConfigureAwait(false);
            return Report(released.ConvertAll(c => c.AsItIs(_owners)), span);
        }
        catch (Exception e) when (e.Tell(span))
        {
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PortAllocation>> PruneAsync(bool dryRun = false, CancellationToken cancellationToken = default)
    {
        using var span = _telemetry.Start(PortRegistryTelemetry.PruneSpan);
        try
        {
            var collected = await _collector.RunAsync(_releaser, dryRun, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
            span?.SetTag(PortRegistryTelemetry.CountTag, collected.Count);
            return collected;
        }
        catch (Exception e) when (e.Tell(span))
        {
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<PortTestResult> TestAsync(int port, PortProtocol protocol = PortProtocol.Tcp, CancellationToken cancellationToken = default)
    {
        PortArguments.Check(port);
        // Under the write lock nobody can be given the port while the probe holds it.
        var (claims, verdict) = await _database.WriteAsync(
            c => ClaimTable.OnPort(c, port, protocol) is { Count: > 0 } taken ? (taken, PortVerdict.InUse) : ([], _probe.Probe(port, protocol)),
            cancellationToken).ConfigureAwait(false);
        if (verdict != PortVerdict.InUse)
        {
            return new PortTestResult
            {
                Port = port,
                Protocol = protocol,
                Available = verdict == PortVerdict.Free,
                Reason = verdict == PortVerdict.Denied ? Explanation.Reserved(port) : null,
            };
        }
        var holder = await _holders.FindOneAsync(port, protocol, claims.FirstOrDefault()?.AsItIs(_owners), cancellationToken).ConfigureAwait(false);
        return new PortTestResult { Port = port, Protocol = protocol, Available = false, Holder = holder, Reason = Explanation.Taken(port, holder) };
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PortHolder>> FindHoldersAsync(
        int port, PortProtocol protocol = PortProtocol.Tcp, CancellationToken cancellationToken = default)
    {
        PortArguments.Check(port);
        var claims = await _database.ReadAsync(c => ClaimTable.OnPort(c, port, protocol), cancellationToken).ConfigureAwait(false);
        return await _holders.FindAsync(port, protocol, claims.ConvertAll(c => c.AsItIs(_owners)), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task RegisterCheckoutAsync(ProjectIdentity project, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        return _database.WriteAsync(c => CheckoutTable.Touch(c, project, Now), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ProjectIdentity>> ListCheckoutsAsync(CancellationToken cancellationToken = default) =>
        await _database.ReadAsync(CheckoutTable.All, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task RecordServicesAsync(ProjectIdentity project, IReadOnlyList<ServiceSnapshot> services, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(services);
        return _database.WriteAsync(
            c =>
            {
                ServiceTable.Replace(c, CheckoutTable.Touch(c, project, Now), services, Now);
                return services.Count;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<int> CountOtherSharesAsync(
        int port, PortProtocol protocol, ProjectIdentity project, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        var claims = await _database.ReadAsync(c => ClaimTable.OnPort(c, port, protocol), cancellationToken).ConfigureAwait(false);
        return claims.Select(c => (c.Allocation.ProjectId, c.Allocation.Checkout)).Distinct()
            .Count(k => k != (project.ProjectId, project.Checkout));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _lazyCollector.DisposeAsync().ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
        _changes.Dispose();
        _telemetry.Dispose();
    }

    private static string PathOf(PortRegistryOptions options)
    {
        try
        {
            return Path.GetFullPath(options.Path ?? StatePaths.FromEnvironment().RegistryFile);
        }
        catch (PortOrchestratorException e)
        {
            throw RegistryFailure.NoPlace(e);
        }
    }

    private long Now => _clock.Now.Wall;

    private List<Claim> Release(RegistryConnection connection, PortQuery query)
    {
        var claims = ClaimTable.Matching(connection, query);
        _releaser.Release(connection, claims);
        return claims;
    }

    private List<PortAllocation> Report(List<PortAllocation> released, Activity? span)
    {
        span?.SetTag(PortRegistryTelemetry.CountTag, released.Count);
        foreach (var a in released) _logger.Released(a.Port, a.Protocol, a.Service, a.Project, a.Checkout);
        return released;
    }
}
