using System.Text;

namespace PortOrchestrator.ConfigParsers.Documents;

/// <summary>Reads a file into a tree of values with places.</summary>
internal static class DocumentReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private const string SmallestProject = "{ \"services\": [] }";

    /// <summary>Reads and parses a file; what is wrong with it becomes a finding.</summary>
    /// <param name="path">The file.</param>
    /// <param name="diagnostics">Where findings go.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="smallest">The shortest content that is a valid file, for whoever left it empty.</param>
    /// <param name="folder">The folder that paths in it count from; its own when null.</param>
    public static async Task<DocumentNode?> ReadAsync(
        string path, DiagnosticBag diagnostics, CancellationToken cancellationToken, string smallest = SmallestProject, string? folder = null)
    {
        byte[] bytes;
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 4096, useAsync: true);
            await using (stream.ConfigureAwait(false))
            {
                if (stream.CanSeek && stream.Length > DocumentLimits.FileBytes) return TooLarge(path, diagnostics);
                bytes = await ReadAllAsync(stream, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            diagnostics.FileError(DiagnosticCodes.FileMissing, path, "the configuration file does not exist", "check the path");
            return null;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException or NotSupportedException)
        {
            var why = Directory.Exists(path) ? "it is a folder" : e.Message;
            diagnostics.FileError(DiagnosticCodes.FileUnreadable, path, $"the configuration file cannot be read: {why}", "name a file that you may read");
            return null;
        }

        diagnostics.Read(path, bytes);
        return Parse(path, bytes, diagnostics, smallest, folder);
    }

    /// <summary>Parses the bytes of a file; the extension decides the format, else the first character.</summary>
    public static DocumentNode? Parse(string path, byte[] bytes, DiagnosticBag diagnostics, string smallest = SmallestProject, string? folder = null)
    {
        if (bytes.Length > DocumentLimits.FileBytes) return TooLarge(path, diagnostics);
        if (bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        var file = new SourceFile(path, bytes, folder);
        if (!IsUtf8(file, diagnostics)) return null;
        var start = bytes.AsSpan().IndexOfAnyExcept(" \t\r\n"u8);
        if (start < 0)
        {
            diagnostics.Error(DiagnosticCodes.FileEmpty, file.PlaceOf(0), "the configuration file is empty", "write at least " + smallest);
            return null;
        }

        var isJson = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".json" => true,
            ".yaml" or ".yml" => false,
            _ => bytes[start] == '{',
        };
        var root = isJson ? JsonDocumentReader.Read(file, diagnostics) : YamlDocumentReader.Read(file, diagnostics);
        if (root is null || root.Size <= DocumentLimits.Values) return root;
        diagnostics.Error(DiagnosticCodes.FileTooLarge, root.Place, "the configuration has too many values", "use fewer aliases, or name the right file");
        return null;
    }

    private static DocumentNode? TooLarge(string path, DiagnosticBag diagnostics)
    {
        diagnostics.FileError(DiagnosticCodes.FileTooLarge, path, "the configuration file is larger than 16 MiB", "split it, or name the right file");
        return null;
    }

    private static bool IsUtf8(SourceFile file, DiagnosticBag diagnostics)
    {
        const string Hint = "save the file as UTF-8";
        try
        {
            _ = Strict.GetCharCount(file.Bytes);
        }
        catch (DecoderFallbackException e)
        {
            diagnostics.Error(DiagnosticCodes.NotUtf8, file.PlaceOf(e.Index), "the configuration file is not UTF-8 text", Hint);
            return false;
        }

        var zero = file.Bytes.IndexOf((byte)0);
        if (zero < 0) return true;
        diagnostics.Error(DiagnosticCodes.NotUtf8, file.PlaceOf(zero), "the configuration file contains a NUL character", Hint);
        return false;
    }

    // One byte more than allowed is enough to know; an endless device file must not be read to its end.
    private static async Task<byte[]> ReadAllAsync(FileStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        using var content = new MemoryStream();
        while (content.Length <= DocumentLimits.FileBytes)
        {
            var read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read == 0) break;
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
