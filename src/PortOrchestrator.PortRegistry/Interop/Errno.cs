namespace PortOrchestrator.PortRegistry.Interop;

/// <summary>The error numbers of Linux that mean something to us.</summary>
internal static class Errno
{
    public const int NotPermitted = 1;
    public const int NoProcess = 3;
    public const int AccessDenied = 13;
    public const int FamilyNotSupported = 97;
    public const int AddressInUse = 98;
    public const int AddressNotAvailable = 99;
}
