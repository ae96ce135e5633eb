namespace PortOrchestrator.Supervision.Processes;

/// <summary>Collects ended children.</summary>
internal interface IReaper : IDisposable
{
    /// <summary>Begins to wait for a child that was just spawned; ends with its exit code.</summary>
    Task<int> Register(int pid);

    /// <summary>The exit of a child of an earlier program in this process; null when it is none.</summary>
    Task<int>? Find(ProcessIdentity process) => null;

    /// <summary>Whether ended children are left alone for now.</summary>
    bool Held
    {
        get => false;
        set { }
    }
}
