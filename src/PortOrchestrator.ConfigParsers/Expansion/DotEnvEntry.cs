namespace PortOrchestrator.ConfigParsers.Expansion;

/// <summary>One assignment of an environment file.</summary>
/// <param name="Key">The variable's name.</param>
/// <param name="Value">Its value without quotes, with escapes and references resolved.</param>
/// <param name="Line">The line of the name, from 1.</param>
internal sealed record DotEnvEntry(string Key, string Value, int Line);
