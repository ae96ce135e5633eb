using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>Undoes signal handling that this program inherited.</summary>
public static class SignalHygiene
{
    /// <summary>
    /// Sets SIGCHLD to its default. With it ignored, as some starters leave it, the system collects children itself and no exit
    /// code can be learnt. Call it first in a supervisor; does nothing on Windows.
    /// </summary>
    public static void Reset()
    {
        if (OperatingSystem.IsWindows()) return;
        _ = SignalNames.TryParse("SIGCHLD", out var child);
        _ = Libc.Signal(child, 0);
    }
}
