using System.Runtime.InteropServices;

namespace PortOrchestrator.TestService;

internal static partial class Native
{
    [LibraryImport("libc", EntryPoint = "setsid", SetLastError = true)]
    public static partial int SetSid();

    [LibraryImport("libc", EntryPoint = "abort")]
    public static partial void Abort();
}
