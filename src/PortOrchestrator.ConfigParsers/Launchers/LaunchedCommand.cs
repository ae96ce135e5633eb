namespace PortOrchestrator.ConfigParsers.Launchers;

/// <summary>A recognised launcher command.</summary>
/// <param name="Definition">What was inferred.</param>
/// <param name="KeepsContainer">Whether a stopped container stays and keeps its name.</param>
internal sealed record LaunchedCommand(LauncherDefinition Definition, bool KeepsContainer = false);
