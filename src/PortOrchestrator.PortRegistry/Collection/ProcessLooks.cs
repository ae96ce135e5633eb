using PortOrchestrator.PortRegistry.Storage.Recovery;

namespace PortOrchestrator.PortRegistry.Collection;

/// <summary>What the processes on record and those on the ports tell, each asked once. Owned by one inspection.</summary>
internal sealed class ProcessLooks(IOwnerInspector owners) : IOwnerInspector
{
    private readonly Dictionary<OwnerIdentity, OwnerState> _states = [];
    private readonly Dictionary<int, string?> _folders = [];
    private readonly Dictionary<int, ServiceEnvironment?> _told = [];

    public OwnerState Look(OwnerIdentity owner) => Remember(_states, owner, owners.Look);

    /// <inheritdoc cref="ProcessFolder.Of"/>
    public string? FolderOf(int pid) => Remember(_folders, pid, ProcessFolder.Of);

    /// <inheritdoc cref="ServiceEnvironment.Read"/>
    public ServiceEnvironment? ToldTo(int pid) => Remember(_told, pid, ServiceEnvironment.Read);

    private static TValue Remember<TKey, TValue>(Dictionary<TKey, TValue> known, TKey key, Func<TKey, TValue> look) where TKey : notnull
    {
        if (!known.TryGetValue(key, out var value)) known[key] = value = look(key);
        return value;
    }
}
