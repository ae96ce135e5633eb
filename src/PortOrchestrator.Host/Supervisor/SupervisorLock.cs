using Microsoft.Win32.SafeHandles;

namespace PortOrchestrator.Host.Supervisor;

/// <summary>The lock that makes a supervisor the only one of its checkout. The system drops it when the process dies, however it dies.</summary>
internal sealed class SupervisorLock : IDisposable
{
    private readonly FileStream _file;

    private SupervisorLock(FileStream file) => _file = file;

    /// <summary>Takes the lock; null when another process has it.</summary>
    public static SupervisorLock? TryTake(string path)
    {
        try
        {
            // FileShare.None is flock(LOCK_EX | LOCK_NB) on Unix.
            return new SupervisorLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
        {
            return null;
        }
    }

    /// <summary>Goes on with the lock that the program before this one in the process has taken.</summary>
    public static SupervisorLock Continue(int descriptor) => new(new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.ReadWrite, bufferSize: 0));

    /// <summary>The descriptor that holds the lock.</summary>
    public int Descriptor => (int)_file.SafeFileHandle.DangerousGetHandle();

    public void Dispose() => _file.Dispose();
}
