using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Watching;

/// <summary>What inotify tells of a watched folder. Immutable.</summary>
/// <param name="Watch">The number of the watch; negative when the queue has overflowed.</param>
/// <param name="Mask">What happened.</param>
/// <param name="Name">The name in the folder it happened to; empty for the folder itself.</param>
internal readonly record struct FolderEvent(int Watch, uint Mask, string Name)
{
    public bool IsFolder => (Mask & InotifyCalls.IsFolder) != 0;

    public bool Has(uint flags) => (Mask & flags) != 0;
}
