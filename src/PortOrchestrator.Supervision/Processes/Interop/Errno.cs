namespace PortOrchestrator.Supervision.Processes.Interop;

/// <summary>The error numbers that decide what is said or done; those below 35 are the same on Linux and macOS but for EAGAIN.</summary>
internal static class Errno
{
    public const int NoProcess = 3;
    public const int Interrupted = 4;
    public const int NotFound = 2;
    public const int NoData = 6;
    public const int TooBig = 7;
    public const int BadFormat = 8;
    public const int NoChild = 10;
    public const int NoMemory = 12;
    public const int AccessDenied = 13;

    public static int TryAgain => OperatingSystem.IsMacOS() ? 35 : 11;
}
