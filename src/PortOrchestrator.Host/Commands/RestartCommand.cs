using PortOrchestrator.Host.CommandLine;

namespace PortOrchestrator.Host.Commands;

/// <summary><c>portorch restart</c>.</summary>
internal static class RestartCommand
{
    public static CommandSpec Spec { get; } = new("restart", "Stop services that run, start them, and wait until they are ready.")
    {
        Positional = new PositionalSpec("SERVICE", "The services.", Minimum: 1),
        Options = StartCommand.Options,
        RunAsync = (context, cancellationToken) => StartCommand.RunAsync(context, restart: true, cancellationToken),
    };
}
