namespace PortOrchestrator.Configuration;

/// <summary>A command that ends with exit code 0 when the service is healthy.</summary>
public sealed record ExecCheck : ProbeCheck
{
    /// <summary>The command.</summary>
    public required CommandLine Command { get; init; }

    /// <summary>The folder it runs in.</summary>
    /// <value>The default value is <see langword="null"/>: the service's folder.</value>
    public string? WorkingDirectory { get; init; }

    /// <inheritdoc/>
    public override string ToString() => "exec:" + Command;
}
