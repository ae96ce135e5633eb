using System.Runtime.CompilerServices;
using PortOrchestrator.PortRegistry;
using PortOrchestrator.Sessions;

namespace PortOrchestrator.Loading;

/// <summary>
/// Opens the registry when it is first needed, and for reading only until something is written: looking creates nothing,
/// and works where the state folder is read-only. Only what chooses ports needs valid settings: they say from where. What is recorded or
/// listened on can be seen, and released, whatever the settings file says.
/// </summary>
internal sealed class DeferredRegistry(PortRegistryOptions options, SettingsSource settings) : IPortRegistry
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private SqlitePortRegistry? _reader;
    private SqlitePortRegistry? _writer;

    /// <summary>What the user has approved, in the same file and over the same connections.</summary>
    public IApprovalRegistry Approvals => new DeferredApprovals(this);

    public async Task<PortAllocationResult> AllocateAsync(PortRequest request, CancellationToken cancellationToken = default) =>
        await (await ChoosingWriterAsync(cancellationToken).ConfigureAwait(false)).AllocateAsync(request, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<PortAllocationResult>> AllocateAllAsync(IReadOnlyList<PortRequest> requests, CancellationToken cancellationToken = default) =>
        await (await ChoosingWriterAsync(cancellationToken).ConfigureAwait(false)).AllocateAllAsync(requests, cancellationToken).ConfigureAwait(false);

    public async Task<PortBlockResult> AllocateBlockAsync(PortBlockRequest request, CancellationToken cancellationToken = default) =>
        await (await ChoosingWriterAsync(cancellationToken).ConfigureAwait(false)).AllocateBlockAsync(request, cancellationToken).ConfigureAwait(false);

    public async Task<PortListener> ListenAsync(
        PortRequest request, PortListenOptions? listenOptions = null, CancellationToken cancellationToken = default) =>
        await (await ChoosingWriterAsync(cancellationToken).ConfigureAwait(false)).ListenAsync(request, listenOptions, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<PortAllocation>> InspectAsync(PortQuery? query = null, CancellationToken cancellationToken = default)
    {
        var reader = await ReaderAsync(cancellationToken).ConfigureAwait(false);
        if (options.ReadOnly || reader == _writer) return await reader.InspectAsync(query, cancellationToken).ConfigureAwait(false);
        var recorded = await reader.ListAsync(query, cancellationToken).ConfigureAwait(false);
        var seen = await reader.InspectAsync(query, cancellationToken).ConfigureAwait(false);
        if (!SeesNews(recorded, seen)) return seen;
        try
        {
            return await (await WriterAsync(cancellationToken).ConfigureAwait(false)).InspectAsync(query, cancellationToken).ConfigureAwait(false);
        }
        catch (RegistryException)
        {
            // What was seen is true, whether or not it can be kept.
            return seen;
        }
    }

    public async IAsyncEnumerable<PortChange> WatchAsync(long? after = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // A copy in memory would never change.
        var registry = await WriterAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var change in registry.WatchAsync(after, cancellationToken).ConfigureAwait(false)) yield return change;
    }

    public async Task<RegistryHealth> ExamineAsync(CancellationToken cancellationToken = default) =>
        await (await ReaderAsync(cancellationToken).ConfigureAwait(false)).ExamineAsync(cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<ProjectPortRange>> SetProjectRangeAsync(
        ProjectIdentity project, PortRange? range, CancellationToken cancellationToken = default) =>
        await (await WriterAsync(cancellationToken).ConfigureAwait(false)).SetProjectRangeAsync(project, range, cancellationToken).ConfigureAwait(false);

    public async Task<PortAllocation?> FindAsync(PortKey key, CancellationToken cancellationToken = default) =>
        await (await ReaderAsync(cancellationToken).ConfigureAwait(false)).FindAsync(key, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<PortAllocation>> ListAsync(PortQuery? query = null, CancellationToken cancellationToken = default) =>
        await (await ReaderAsync(cancellationToken).ConfigureAwait(false)).ListAsync(query, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<PortAllocation>> ReleaseAsync(PortQuery query, CancellationToken cancellationToken = default) =>
        await (await WriterAsync(cancellationToken).ConfigureAwait(false)).ReleaseAsync(query, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<PortAllocation>> PruneAsync(bool dryRun = false, CancellationToken cancellationToken = default)
    {
        var registry = dryRun ? await ReaderAsync(cancellationToken).ConfigureAwait(false) : await WriterAsync(cancellationToken).ConfigureAwait(false);
        return await registry.PruneAsync(dryRun, cancellationToken).ConfigureAwait(false);
    }

    public async Task<PortTestResult> TestAsync(int port, PortProtocol protocol = PortProtocol.Tcp, CancellationToken cancellationToken = default) =>
        await (await ReaderAsync(cancellationToken).ConfigureAwait(false)).TestAsync(port, protocol, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<PortHolder>> FindHoldersAsync(
        int port, PortProtocol protocol = PortProtocol.Tcp, CancellationToken cancellationToken = default) =>
        await (await ReaderAsync(cancellationToken).ConfigureAwait(false)).FindHoldersAsync(port, protocol, cancellationToken).ConfigureAwait(false);

    public async Task RegisterCheckoutAsync(ProjectIdentity project, CancellationToken cancellationToken = default) =>
        await (await WriterAsync(cancellationToken).ConfigureAwait(false)).RegisterCheckoutAsync(project, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<ProjectIdentity>> ListCheckoutsAsync(CancellationToken cancellationToken = default) =>
        await (await ReaderAsync(cancellationToken).ConfigureAwait(false)).ListCheckoutsAsync(cancellationToken).ConfigureAwait(false);

    public async Task RecordServicesAsync(
        ProjectIdentity project, IReadOnlyList<ServiceSnapshot> services, CancellationToken cancellationToken = default) =>
        await (await WriterAsync(cancellationToken).ConfigureAwait(false)).RecordServicesAsync(project, services, cancellationToken).ConfigureAwait(false);

    public async Task<int> CountOtherSharesAsync(
        int port, PortProtocol protocol, ProjectIdentity project, CancellationToken cancellationToken = default) =>
        await (await ReaderAsync(cancellationToken).ConfigureAwait(false)).CountOtherSharesAsync(port, protocol, project, cancellationToken).ConfigureAwait(false);

    /// <summary>The sessions of the same file, through the same connection.</summary>
    /// <param name="readOnly">Whether nothing is going to be written, so that a missing file is not created.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<ISessionStore> OpenSessionsAsync(bool readOnly, CancellationToken cancellationToken) =>
        (readOnly ? await ReaderAsync(cancellationToken).ConfigureAwait(false) : await WriterAsync(cancellationToken).ConfigureAwait(false)).Sessions;

    public async ValueTask DisposeAsync()
    {
        if (_reader is not null) await _reader.DisposeAsync().ConfigureAwait(false);
        if (_writer is not null) await _writer.DisposeAsync().ConfigureAwait(false);
        _opening.Dispose();
        settings.Dispose();
    }

    private static bool SeesNews(IReadOnlyList<PortAllocation> recorded, IReadOnlyList<PortAllocation> seen) =>
        recorded.Count != seen.Count || recorded.Zip(seen).Any(p => (p.First.Conflict?.Pid, p.First.Conflict?.Address) != (p.Second.Conflict?.Pid, p.Second.Conflict?.Address)
            || p.First.Conflict is null != p.Second.Conflict is null);

    internal async Task<SqlitePortRegistry> ReaderAsync(CancellationToken cancellationToken)
    {
        if (_writer is not null) return _writer;
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _writer ?? (_reader ??= await OpenAsync(isReader: true, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            _opening.Release();
        }
    }

    internal async Task<SqlitePortRegistry> WriterAsync(CancellationToken cancellationToken)
    {
        if (_writer is not null) return _writer;
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _writer ??= await OpenAsync(isReader: false, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<SqlitePortRegistry> ChoosingWriterAsync(CancellationToken cancellationToken)
    {
        await settings.RequireAsync(cancellationToken).ConfigureAwait(false);
        return await WriterAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<SqlitePortRegistry> OpenAsync(bool isReader, CancellationToken cancellationToken)
    {
        var machine = (await settings.ReadAsync(cancellationToken).ConfigureAwait(false)).Settings;
        return (SqlitePortRegistry)await SqlitePortRegistry.OpenAsync(
            options with
            {
                ReadOnly = isReader || options.ReadOnly,
                Pool = machine?.PortPool ?? options.Pool,
                ProjectRanges = machine?.PortRanges ?? options.ProjectRanges,
            },
            cancellationToken).ConfigureAwait(false);
    }
}
