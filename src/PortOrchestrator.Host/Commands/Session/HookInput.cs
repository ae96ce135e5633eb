namespace PortOrchestrator.Host.Commands.Session;

/// <summary>
/// Reads what a host writes to the standard input of its hook. It never hangs: hosts keep the pipe open, terminals and other programs write nothing,
/// and what is no document of a sensible size is nobody's.
/// </summary>
internal static class HookInput
{
    /// <summary>The most bytes that are read.</summary>
    public const int MaxBytes = 1024 * 1024;

    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>Reads this program's input; nothing from a terminal.</summary>
    public static Task<HookPayload> ReadAsync() =>
        Console.IsInputRedirected ? ReadAsync(Console.OpenStandardInput(), TimeProvider.System) : Task.FromResult(HookPayload.None);

    /// <summary>Reads until the document is complete, the input ends, or nothing more comes.</summary>
    public static async Task<HookPayload> ReadAsync(Stream input, TimeProvider time)
    {
        var buffer = new byte[16 * 1024];
        var length = 0;
        var start = time.GetTimestamp();
        while (length < MaxBytes && time.GetElapsedTime(start) < Longest)
        {
            if (length == buffer.Length) Array.Resize(ref buffer, Math.Min(buffer.Length * 4, MaxBytes));
            if (await ReadSomeAsync(input, buffer, length, time).ConfigureAwait(false) is not (> 0 and var count)) break;
            length += count;
            // Only a brace can be the end.
            if (buffer.AsSpan(0, length).TrimEnd(" \t\r\n"u8) is [.., (byte)'}'] && HookPayload.Parse(buffer.AsSpan(0, length)) is { } complete) return complete;
        }

        return HookPayload.None;
    }

    // The read itself cannot be cancelled; it is left behind, on a thread that does not keep the program alive.
    private static async Task<int> ReadSomeAsync(Stream input, byte[] buffer, int offset, TimeProvider time)
    {
        try
        {
            return await Task.Run(() => input.Read(buffer, offset, buffer.Length - offset)).WaitAsync(Silence, time).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            return 0;
        }
    }
}
