using System.Runtime.InteropServices;

namespace PortOrchestrator.ConfigParsers.Tests.Detection;

/// <summary>Runs code on a thread for which the modes of files count, also when root runs the tests.</summary>
internal static class OrdinaryThread
{
    private const uint Version = 0x20080522;

    // CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: with them every file can be read.
    private const uint ReadsEverything = (1 << 1) | (1 << 2);

    /// <summary>Runs it and gives its result. What it does on other threads is not covered.</summary>
    public static T Run<T>(Func<T> action)
    {
        var result = new TaskCompletionSource<T>();
        // The kernel keeps capabilities for each thread, and this one ends with the call.
        var thread = new Thread(() =>
        {
            try
            {
                if (OperatingSystem.IsLinux()) GiveUp();
                result.SetResult(action());
            }
            catch (Exception e)
            {
                result.SetException(e);
            }
        });
        thread.Start();
        return result.Task.GetAwaiter().GetResult();
    }

    private static void GiveUp()
    {
        var header = new Header { Version = Version };
        // Effective, permitted and inheritable ones, of two words each.
        var sets = new uint[6];
        Check(Get(ref header, sets));
        sets[0] &= ~ReadsEverything;
        Check(Set(ref header, sets));
    }

    private static void Check(int result)
    {
        if (result != 0) throw new InvalidOperationException(Marshal.GetLastPInvokeErrorMessage());
    }

    [DllImport("libc", EntryPoint = "capget", SetLastError = true)]
    private static extern int Get(ref Header header, [In, Out] uint[] sets);

    [DllImport("libc", EntryPoint = "capset", SetLastError = true)]
    private static extern int Set(ref Header header, uint[] sets);

    private struct Header
    {
        public uint Version { get; init; }

        public int Process { get; init; }
    }
}
