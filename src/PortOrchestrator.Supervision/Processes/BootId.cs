namespace PortOrchestrator.Supervision.Processes;

internal static class BootId
{
    /// <summary>Names this boot of the system; empty where the system does not tell.</summary>
    public static string Read()
    {
        const string File = "/proc/sys/kernel/random/boot_id";
        return System.IO.File.Exists(File) ? System.IO.File.ReadAllText(File).Trim() : "";
    }
}
