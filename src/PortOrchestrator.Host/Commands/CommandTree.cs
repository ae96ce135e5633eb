using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Commands.Completion;
using PortOrchestrator.Host.Commands.Hook;
using PortOrchestrator.Host.Commands.Port;
using PortOrchestrator.Host.Commands.Session;
using PortOrchestrator.Host.Commands.Trust;

namespace PortOrchestrator.Host.Commands;

/// <summary>All commands of the program.</summary>
internal static class CommandTree
{
    public static CommandSpec Root { get; } = new("portorch", "Runs a project's services, healthy, on ports that nobody else on the machine has.")
    {
        Commands =
        [
            UpCommand.Spec,
            DownCommand.Spec,
            PsCommand.Spec,
            StartCommand.Spec,
            StopCommand.Spec,
            RestartCommand.Spec,
            ScaleCommand.Spec,
            ReloadCommand.Spec,
            RunCommand.Spec,
            SignalCommand.Spec,
            AttachCommand.Spec,
            SendKeysCommand.Spec,
            WaitCommand.Spec,
            LogsCommand.Spec,
            EnvCommand.Spec,
            CheckCommand.Spec,
            GraphCommand.Spec,
            ConvertCommand.Spec,
            InitCommand.Spec,
            PortCommand.Spec,
            SessionCommand.Spec,
            TrustCommand.Spec,
            UntrustCommand.Spec,
            HookCommand.Spec,
            DoctorCommand.Spec,
            CompletionCommand.Spec,
            CompleteCommand.Spec,
        ],
        Notes =
        [
            "Exit codes: 0 done, 2 wrong usage, 3 invalid configuration, 4 a required service failed, 5 --timeout passed,",
            "6 port conflict, 7 no configuration, project or service found, 130 interrupted, 1 anything else.",
            "'portorch COMMAND --help' tells more about a command.",
        ],
    };
}
