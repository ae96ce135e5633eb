namespace PortOrchestrator.Hooks;

/// <summary>A PowerShell profile. Immutable.</summary>
/// <param name="File">Its absolute path; it need not exist.</param>
/// <param name="Module">The module that it imports: a name, or the path of a manifest.</param>
public sealed record PowerShellProfile(string File, string Module);
