using System.Management.Automation;

namespace PortOrchestrator.PowerShell.Tests;

/// <summary>What a script wrote, stream by stream. Immutable.</summary>
internal sealed record ShellResult(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<ProgressRecord> Progress,
    ErrorRecord? Terminating);
