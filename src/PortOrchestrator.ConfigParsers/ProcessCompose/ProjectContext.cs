using PortOrchestrator.ConfigParsers.Documents;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>What all processes of a project are read with.</summary>
/// <param name="Diagnostics">Where findings go.</param>
/// <param name="Folder">The folder that relative paths count from.</param>
/// <param name="IsStrict">Whether what would be left out is an error.</param>
/// <param name="Shell">The shell that runs commands.</param>
/// <param name="Names">The names of all copies.</param>
/// <param name="DotEnvironment">The variables of the <c>.env</c> files and of <c>.pc_env</c>.</param>
/// <param name="Inherited">Those of <c>.pc_env</c> alone.</param>
/// <param name="LogFile">The file that all processes without one of their own write to.</param>
/// <param name="Settings">What the caller has set up.</param>
internal sealed record ProjectContext(
    DiagnosticBag Diagnostics,
    string Folder,
    bool IsStrict,
    ProcessShell Shell,
    ReplicaNames Names,
    IReadOnlyDictionary<string, string> DotEnvironment,
    IReadOnlyDictionary<string, string> Inherited,
    LogFileDefinition? LogFile,
    CallerSettings Settings);
