namespace PortOrchestrator.Supervision.Engines;

/// <summary>So many bytes of output and of standard error.</summary>
internal readonly record struct LogLengths(long Output, long Error)
{
    public bool IsNothing => Output <= 0 && Error <= 0;
}
