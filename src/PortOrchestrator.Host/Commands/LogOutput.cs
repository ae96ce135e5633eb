using PortOrchestrator.Host.Rendering;

namespace PortOrchestrator.Host.Commands;

/// <summary>Writes lines as they come.</summary>
internal static class LogOutput
{
    /// <summary>Writes what is there in as few writes as possible, and everything before it waits for more.</summary>
    public static async Task WriteAsync(this IAsyncEnumerable<LogLine> lines, BatchedWriter output, Action<LogLine> write)
    {
        var reading = lines.GetAsyncEnumerator();
        await using var _ = reading.ConfigureAwait(false);
        while (true)
        {
            var next = reading.MoveNextAsync();
            if (!next.IsCompleted) output.Flush();
            if (!await next.ConfigureAwait(false)) break;
            write(reading.Current);
        }

        output.Flush();
    }
}
