namespace PortOrchestrator.PowerShell.Output;

/// <summary>Writes texts into files that a user has named.</summary>
internal static class TextFile
{
    /// <summary>Writes a file, in UTF-8 without a byte order mark.</summary>
    /// <param name="file">Its full path.</param>
    /// <param name="text">The text.</param>
    /// <param name="parameter">The parameter that named it, for the message.</param>
    /// <param name="mode">Whether a file that exists is replaced.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="PortOrchestratorException">It cannot be written, or exists and must not.</exception>
    public static async Task WriteAsync(string file, string text, string parameter, FileMode mode, CancellationToken cancellationToken)
    {
        try
        {
            var stream = new FileStream(file, mode, FileAccess.Write, FileShare.None);
            await using (stream.ConfigureAwait(false))
                await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PortOrchestratorException(ErrorCode.InvalidArgument, $"The file '{file}' cannot be written: {e.Message} Name another one with -{parameter}.", e);
        }
    }
}
