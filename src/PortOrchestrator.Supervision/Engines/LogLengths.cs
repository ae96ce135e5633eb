namespace PortOrchestrator.Supervision.Engines;

/// <summary>So many bytes of output and of standard error.</summary>
internal readonly record struct LogLengths(long Output, long Error)
{
    /// <summary>Those of two files; one that is not there, or is null, is empty.</summary>
    public static LogLengths Of(string output, string? error) => new(Length(output), Length(error));

    public bool IsNothing => Output <= 0 && Error <= 0;

    private static long Length(string? path) => path is not null && File.Exists(path) ? new FileInfo(path).Length : 0;
}
