using System.Runtime.InteropServices;

namespace PortOrchestrator.Supervision.Processes.Interop;

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct ResourceLimit(ulong Soft, ulong Hard);
