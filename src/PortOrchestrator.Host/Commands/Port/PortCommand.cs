using PortOrchestrator.Host.CommandLine;

namespace PortOrchestrator.Host.Commands.Port;

/// <summary><c>portorch port</c>.</summary>
internal static class PortCommand
{
    public static CommandSpec Spec { get; } = new("port", "Give out, list, test and release ports.")
    {
        Commands =
        [
            PortAllocateCommand.Spec,
            PortListCommand.Spec,
            PortReleaseCommand.Spec,
            PortTestCommand.Spec,
            PortWhoCommand.Spec,
            PortPruneCommand.Spec,
            PortExportCommand.Spec,
        ],
    };
}
