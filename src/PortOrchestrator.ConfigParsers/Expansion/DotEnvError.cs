namespace PortOrchestrator.ConfigParsers.Expansion;

/// <summary>A line of an environment file that is no assignment.</summary>
/// <param name="Message">What is wrong with it, to be read after the name of the file; no full stop.</param>
/// <param name="Line">The line, from 1.</param>
internal sealed record DotEnvError(string Message, int Line);
