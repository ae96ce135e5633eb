namespace PortOrchestrator.Supervision.Processes.Interop;

internal static class ExitStatus
{
    /// <summary>The exit code in a wait status; 128 + n for signal n.</summary>
    public static int ToCode(int status) => (status & 0x7f) == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f);
}
