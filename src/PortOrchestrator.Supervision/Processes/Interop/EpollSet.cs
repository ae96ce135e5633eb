using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PortOrchestrator.Supervision.Processes.Interop;

/// <summary>Descriptors that one thread waits for, and a way to wake it. <see cref="Wake"/> is thread-safe, the rest is for one caller.</summary>
internal sealed unsafe class EpollSet : IDisposable
{
    public const uint Readable = 1;
    public const uint Writable = 4;

    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const int EventRoom = 16;
    private const int Modify = 3;

    private readonly byte[] _events = new byte[EventRoom * 64];
    private readonly int _epoll = LinuxCalls.EpollCreate(CloseOnExec);
    private readonly SafeFileHandle _wake = new(LinuxCalls.EventDescriptor(0, CloseOnExec | NonBlocking), ownsHandle: true);

    public EpollSet()
    {
        if (_epoll < 0 || _wake.IsInvalid) throw new InvalidOperationException($"epoll is not available: {Marshal.GetLastPInvokeErrorMessage()}");
        Control(LinuxCalls.EpollAdd, WakeDescriptor, Readable);
    }

    // The kernel packs epoll_event on x86-64 only.
    private static int DataOffset => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;

    private int WakeDescriptor => (int)_wake.DangerousGetHandle();

    public void Add(int descriptor) => Control(LinuxCalls.EpollAdd, descriptor, Readable);

    public void Watch(int descriptor, bool writable) => Control(Modify, descriptor, Readable | (writable ? Writable : 0));

    public void Remove(int descriptor) => Control(LinuxCalls.EpollRemove, descriptor, 0);

    /// <summary>Makes the present or next wait return. May come late: a disposed set has nobody to wake.</summary>
    public void Wake()
    {
        ulong one = 1;
        try
        {
            _ = TerminalCalls.Write(_wake, (byte*)&one, sizeof(ulong));
        }
        catch (ObjectDisposedException)
        {
            // Its number may be somebody else's by now.
        }
    }

    /// <summary>Waits until something is ready or somebody wakes us.</summary>
    /// <param name="ready">Takes the descriptors and what they are ready for; a hang-up counts as readable.</param>
    public void Wait(List<(int Descriptor, uint Events)> ready)
    {
        ready.Clear();
        fixed (byte* events = _events)
        {
            var count = LinuxCalls.EpollWait(_epoll, events, _events.Length / EventRoom, -1);
            for (var i = 0; i < count; i++)
            {
                var one = events + (i * (DataOffset + 8));
                var descriptor = (int)*(long*)(one + DataOffset);
                if (descriptor == WakeDescriptor) Quieten();
                else ready.Add((descriptor, *(uint*)one));
            }
        }
    }

    public void Dispose()
    {
        _wake.Dispose();
        _ = LinuxCalls.Close(_epoll);
    }

    private void Quieten()
    {
        ulong count;
        _ = TerminalCalls.Read(_wake, (byte*)&count, sizeof(ulong));
    }

    private void Control(int operation, int descriptor, uint events)
    {
        var data = stackalloc byte[EventRoom];
        *(uint*)data = events;
        *(long*)(data + DataOffset) = descriptor;
        _ = LinuxCalls.EpollControl(_epoll, operation, descriptor, data);
    }
}
