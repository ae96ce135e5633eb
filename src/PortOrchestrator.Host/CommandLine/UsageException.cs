namespace PortOrchestrator.Host.CommandLine;

/// <summary>The command line is wrong.</summary>
internal sealed class UsageException(string message, string? hint = null) : Exception(message)
{
    /// <summary>What was probably meant.</summary>
    public string? Hint { get; } = hint;

    /// <summary>The command that was being read, such as <c>portorch port allocate</c>.</summary>
    public string? CommandPath { get; init; }
}
