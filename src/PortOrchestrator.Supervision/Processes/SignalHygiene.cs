using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>Undoes signal handling that this program inherited.</summary>
public static class SignalHygiene
{
    private const int Default = 0;

    /// <summary>
    /// Sets SIGCHLD, SIGINT and SIGQUIT to their default. With the first ignored, as some starters leave it, the system collects children itself
    /// and no exit code can be learnt; the others are ignored in what a shell has started in the background, and .NET leaves that so. Call it first
    /// in a supervisor; does nothing on Windows.
    /// </summary>
    public static void Reset()
    {
        if (OperatingSystem.IsWindows()) return;
        foreach (var name in new[] { "SIGCHLD", "SIGINT", "SIGQUIT" })
        {
            _ = SignalNames.TryParse(name, out var signal);
            _ = Libc.Signal(signal, Default);
        }
    }
}
