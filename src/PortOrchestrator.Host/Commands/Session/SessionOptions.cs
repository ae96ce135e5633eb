using System.Globalization;
using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Sessions;

namespace PortOrchestrator.Host.Commands.Session;

/// <summary>The options that say which session is meant.</summary>
internal static class SessionOptions
{
    private const string Auto = "auto";

    public static readonly OptionSpec Agent = new("--agent", "Whose session: auto (the default) tells by the environment and the input.")
    {
        ValueName = "AGENT",
        Choices = [Auto, .. Enum.GetNames<SessionAgent>().Select(n => n.ToLowerInvariant())],
    };

    public static readonly OptionSpec Id = new("--id", "The session's id; by default that of the input, or one made of the process.") { ValueName = "ID" };

    public static readonly OptionSpec Pid = new("--pid", "The process whose end is the session's end; by default the shell or agent that runs this.") { ValueName = "PID" };

    /// <summary>The agent that was named; null for the one that is found out.</summary>
    public static SessionAgent? NamedAgent(this ParsedArguments arguments) =>
        arguments.Value(Agent) is null or Auto ? null : arguments.Choice(Agent, SessionAgent.Shell);

    public static int? OwnerPid(this ParsedArguments arguments)
    {
        if (arguments.Value(Pid) is not { } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && pid > 0
            ? pid
            : throw new UsageException($"'{text}' is not a value for {Pid.Name}: it takes the id of a process.");
    }
}
