namespace PortOrchestrator.Supervision.Processes.Interop;

/// <summary>
/// Lowers one of our own soft limits for the moment of a spawn, since a child inherits it at that moment.
/// Setting it on the child afterwards could undo what the child has just set itself, and would miss what it has started.
/// </summary>
internal readonly struct SoftLimitScope : IDisposable
{
    private readonly int _resource;
    private readonly ResourceLimit _before;
    private readonly bool _changed;

    /// <param name="resource">Which limit.</param>
    /// <param name="soft">What it becomes unless it is lower already; null to leave it.</param>
    public SoftLimitScope(int resource, ulong? soft)
    {
        if (soft is not { } wanted || Libc.GetLimit(resource, out _before) != 0 || _before.Soft <= wanted) return;
        _resource = resource;
        _changed = Libc.SetLimit(resource, _before with { Soft = wanted }) == 0;
    }

    public void Dispose()
    {
        if (_changed) _ = Libc.SetLimit(_resource, _before);
    }
}
