using PortOrchestrator.Host.CommandLine;

namespace PortOrchestrator.Host.Commands.Port;

/// <summary>Options that several <c>port</c> commands take.</summary>
internal static class PortOptions
{
    public static readonly OptionSpec Name = new("--name", "The port's name within the service.") { ValueName = "N" };

    public static readonly OptionSpec Protocol = new("--protocol", "tcp (the default) or udp.") { ValueName = "tcp|udp", Choices = ["tcp", "udp"] };

    public static readonly PositionalSpec Number = new("PORT", "The port, 1 to 65535.", Minimum: 1, Maximum: 1);
}
