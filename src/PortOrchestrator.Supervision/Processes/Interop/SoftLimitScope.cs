namespace PortOrchestrator.Supervision.Processes.Interop;

/// <summary>
/// Lowers our own soft limit of open files for the moment of a spawn, since a child inherits it at that moment.
/// Setting it on the child afterwards could undo what the child has just set itself.
/// </summary>
internal readonly struct SoftLimitScope : IDisposable
{
    private readonly ResourceLimit _before;
    private readonly bool _changed;

    public SoftLimitScope(ulong soft)
    {
        if (Libc.GetLimit(Libc.OpenFilesResource, out _before) != 0 || _before.Soft <= soft) return;
        _changed = Libc.SetLimit(Libc.OpenFilesResource, _before with { Soft = soft }) == 0;
    }

    public void Dispose()
    {
        if (_changed) _ = Libc.SetLimit(Libc.OpenFilesResource, _before);
    }
}
