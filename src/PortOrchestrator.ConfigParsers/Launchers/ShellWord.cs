namespace PortOrchestrator.ConfigParsers.Launchers;

/// <summary>A word of a command.</summary>
/// <param name="Raw">As it is written, quotes included, to be used in another shell command.</param>
/// <param name="Value">Without quotes.</param>
internal readonly record struct ShellWord(string Raw, string Value);
