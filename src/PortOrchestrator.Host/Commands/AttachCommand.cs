using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Terminals;

namespace PortOrchestrator.Host.Commands;

/// <summary><c>portorch attach</c>.</summary>
internal static class AttachCommand
{
    private const string StandardKey = "C-]";

    private static readonly OptionSpec DetachKey = new("--detach-key", $"The key that leaves the service alone again; {StandardKey} unless given.") { ValueName = "KEY" };

    public static CommandSpec Spec { get; } = new("attach", "Join this terminal to that of a service that runs on one (tty).")
    {
        Positional = new PositionalSpec("SERVICE", "The service.", Minimum: 1, Maximum: 1),
        Options = [DetachKey],
        Notes =
        [
            "Everything that is typed goes to the service, Ctrl-C too, except for the detach key: Ctrl-] unless --detach-key says another, such as C-a.",
            "The service's terminal gets the size of this one. The service goes on when this command ends.",
        ],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Json) throw new UsageException("'--json' has no meaning for 'attach': the output is the service's own.");
        var (name, key) = Key(context.Arguments.Value(DetachKey) ?? StandardKey);
        var user = new SystemKeyboardTerminal();
        if (!user.IsTerminal)
            throw new UsageException("'attach' needs a terminal as input and output.", "'portorch send-keys' types, and 'portorch logs -f' shows the output, without one.");
        var service = context.Arguments.Positionals[0];
        var session = await context.OpenProjectAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        var connection = await session.AttachAsync(service, user.Size, cancellationToken).ConfigureAwait(false);
        await using var __ = connection.ConfigureAwait(false);
        context.Notice($"Attached to '{service}'. {name} detaches; the service goes on.");
        context.Interruption.StandBack();
        var end = await new TerminalAttachment(user, context.Signals, connection, key).RunAsync().ConfigureAwait(false);
        return Tell(context, service, end, connection.Ending);
    }

    private static int Tell(CommandContext context, string service, AttachmentEnd end, string? ending)
    {
        context.Notice(end switch
        {
            AttachmentEnd.Detached => $"Detached from '{service}'; it goes on.",
            AttachmentEnd.ServiceEnded => $"'{service}' {ending}.",
            AttachmentEnd.SupervisorGone => $"The supervisor has ended, and the terminal of '{service}' with it. 'portorch up' starts both again.",
            _ => $"Detached from '{service}' by a signal; it goes on.",
        });
        return end switch
        {
            AttachmentEnd.SupervisorGone => ExitCode.Failure,
            AttachmentEnd.Signalled => ExitCode.Interrupted,
            _ => ExitCode.Success,
        };
    }

    private static (string Name, byte Key) Key(string text)
    {
        if (KeyNames.Find(text) is not [< '\u0080' and var key])
            throw new UsageException($"'{text}' is not a detach key: it takes one that sends a single character, such as {StandardKey} or C-a.");
        return (text.StartsWith("C-", StringComparison.Ordinal) ? "Ctrl-" + text[2..] : text, (byte)key);
    }
}
