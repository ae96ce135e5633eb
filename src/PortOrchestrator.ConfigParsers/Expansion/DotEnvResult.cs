namespace PortOrchestrator.ConfigParsers.Expansion;

/// <summary>What an environment file says: every assignment in the order of the file (the last one of a name counts), and every line that is none.</summary>
internal sealed record DotEnvResult(IReadOnlyList<DotEnvEntry> Entries, IReadOnlyList<DotEnvError> Errors);
