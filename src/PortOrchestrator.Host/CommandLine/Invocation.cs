namespace PortOrchestrator.Host.CommandLine;

/// <summary>A command line that was read.</summary>
/// <param name="Path">The command as typed, such as <c>portorch port allocate</c>.</param>
/// <param name="Command">The command.</param>
/// <param name="Arguments">What it was given.</param>
internal sealed record Invocation(string Path, CommandSpec Command, ParsedArguments Arguments);
