using PortOrchestrator.Supervision.Processes.Interop;

namespace PortOrchestrator.Supervision.Handover;

/// <summary>Descriptors that the next program of this process gets.</summary>
internal static class InheritedDescriptor
{
    private const int SetDescriptorFlags = 2;

    /// <summary>Keeps a descriptor open over the next start of a program in this process, and in every child from now on.</summary>
    public static void Keep(int descriptor) => _ = Libc.Control(descriptor, SetDescriptorFlags, 0);
}
