using PortOrchestrator.Supervision.Terminals;

namespace PortOrchestrator.Supervision.Processes;

/// <summary>What to start and how. Immutable.</summary>
public sealed record LaunchRequest
{
    /// <summary>Program and arguments; a program without a slash is looked up in the PATH of <see cref="Environment"/>.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The folder it runs in.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Its complete environment.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The file that its output is appended to; <c>/dev/null</c> when null.</summary>
    public string? OutputPath { get; init; }

    /// <summary>The file that its standard error is appended to; <see cref="OutputPath"/> when null.</summary>
    public string? ErrorPath { get; init; }

    /// <summary>The size of the terminal that it gets instead of <c>/dev/null</c> and the files for its output; null for none.</summary>
    internal TerminalSize? Terminal { get; init; }

    /// <summary>The descriptor that it gets as number <see cref="ReadySignal.Descriptor"/>, to tell by when it is ready; null for none.</summary>
    internal int? ReadyDescriptor { get; init; }
}
