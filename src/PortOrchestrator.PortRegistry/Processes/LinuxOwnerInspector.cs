using System.Runtime.InteropServices;
using PortOrchestrator.PortRegistry.Interop;

namespace PortOrchestrator.PortRegistry.Processes;

/// <summary>Looks for owners in <c>/proc</c>. Immutable.</summary>
/// <param name="bootId">This boot's id; null when the system does not tell.</param>
/// <param name="pidNamespace">The pid namespace that is seen from here.</param>
internal sealed class LinuxOwnerInspector(string? bootId, string? pidNamespace) : IOwnerInspector
{
    public OwnerState Look(OwnerIdentity owner)
    {
        if (owner.BootId is null || bootId is null || owner.Pid <= 0) return OwnerState.Unknown;
        // No process outlives its boot, in whatever namespace it was.
        if (owner.BootId != bootId) return OwnerState.Dead;
        // In another container the same number is another process.
        if (owner.PidNamespace is null || owner.PidNamespace != pidNamespace) return OwnerState.Unknown;
        if (ProcessStat.Read(owner.Pid) is { } stat) return stat.IsAlive && stat.Started == owner.Started ? OwnerState.Alive : OwnerState.Dead;
        // A /proc that is missing, or hides what others run, does not make anybody dead.
        return LinuxCalls.Kill(owner.Pid, 0) != 0 && Marshal.GetLastPInvokeError() == Errno.NoProcess ? OwnerState.Dead : OwnerState.Unknown;
    }
}
