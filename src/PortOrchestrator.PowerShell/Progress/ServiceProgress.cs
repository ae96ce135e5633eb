using System.Management.Automation;

namespace PortOrchestrator.PowerShell.Progress;

/// <summary>
/// Shows what services do: one record for the whole, one below it for each service, at most five updates a second.
/// <see cref="Report"/> may be called from any thread; everything else happens on the pipeline's thread.
/// </summary>
internal sealed class ServiceProgress(AsyncCommand cmdlet, string activity, Action<ProgressRecord> write, TimeProvider time) : IProgress<ServiceSnapshot>
{
    private const int ParentId = 1;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly List<ServiceSnapshot> _services = [];
    private readonly HashSet<string> _changed = [];
    private long? _lastWrite;

    public void Report(ServiceSnapshot value) => cmdlet.Post(() => Update(value));

    /// <summary>Writes what has changed since the last time, unless that was less than the interval ago.</summary>
    public void Flush()
    {
        if (_changed.Count == 0 || (_lastWrite is { } last && time.GetElapsedTime(last) < Interval)) return;
        _lastWrite = time.GetTimestamp();
        var ready = _services.Count(s => s.IsReady);
        write(new ProgressRecord(ParentId, activity, $"{ready} of {_services.Count} ready") { PercentComplete = 100 * ready / _services.Count });
        for (var i = 0; i < _services.Count; i++)
        {
            if (_changed.Remove(_services[i].Name)) write(Child(i, ProgressRecordType.Processing));
        }
    }

    /// <summary>Takes the records off the screen.</summary>
    public void Complete()
    {
        if (_lastWrite is null) return;
        for (var i = 0; i < _services.Count; i++) write(Child(i, ProgressRecordType.Completed));
        write(new ProgressRecord(ParentId, activity, "done") { RecordType = ProgressRecordType.Completed });
        _lastWrite = null;
    }

    private void Update(ServiceSnapshot service)
    {
        var known = _services.FindIndex(s => s.Name == service.Name);
        if (known < 0) _services.Add(service);
        else _services[known] = service;
        _changed.Add(service.Name);
        Flush();
    }

    private ProgressRecord Child(int index, ProgressRecordType type)
    {
        var service = _services[index];
        var status = service.State.ToString().ToLowerInvariant() + (service.Reason is null ? "" : $": {service.Reason}");
        return new ProgressRecord(ParentId + 1 + index, service.Name, status) { ParentActivityId = ParentId, RecordType = type };
    }
}
