using System.Text;

namespace PortOrchestrator.Loading;

/// <summary>Writes a file whole or not at all.</summary>
internal static class NewFile
{
    /// <exception cref="PortOrchestratorException">It cannot be written, or exists and must not.</exception>
    public static async Task WriteAsync(string file, string text, bool overwrite, CancellationToken cancellationToken)
    {
        var draft = FormattableString.Invariant($"{file}.{Environment.ProcessId}.tmp");
        try
        {
            await File.WriteAllBytesAsync(draft, Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
            File.Move(draft, file, overwrite);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            Discard(draft);
            if (e is OperationCanceledException) throw;
            throw new PortOrchestratorException(ErrorCode.InvalidArgument, $"The file '{file}' cannot be written: {e.Message} Name another one with -o (-OutFile).", e);
        }
    }

    private static void Discard(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It was never there, or its folder is gone.
        }
    }
}
