using PortOrchestrator.Host.CommandLine;

namespace PortOrchestrator.Host.Commands.Session;

/// <summary><c>portorch session</c>.</summary>
internal static class SessionCommand
{
    public static CommandSpec Spec { get; } = new("session", "Have services up as long as a shell or a coding agent wants them.")
    {
        Commands = [SessionStartCommand.Spec, SessionEndCommand.Spec, SessionListCommand.Spec, SessionEnsureCommand.Spec],
    };
}
