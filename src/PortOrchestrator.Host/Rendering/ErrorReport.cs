namespace PortOrchestrator.Host.Rendering;

/// <summary>Why a command did not work.</summary>
internal sealed record ErrorReport(ErrorCode Code, string Message)
{
    public IReadOnlyList<Diagnostic>? Diagnostics { get; init; }

    public IReadOnlyList<ServicePortConflict>? Conflicts { get; init; }

    public IReadOnlyList<ServiceFailure>? Failures { get; init; }

    /// <summary>How the registry came to no port; only told in JSON.</summary>
    public PortAllocationResult? Decision { get; init; }

    /// <summary>Further lines for people: what to do next.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];
}
