using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Terminals;

namespace PortOrchestrator.Host.Commands;

/// <summary><c>portorch send-keys</c>.</summary>
internal static class SendKeysCommand
{
    private static readonly OptionSpec Literal = new("--literal", "Take every KEY as text, also the names of keys.");

    public static CommandSpec Spec { get; } = new("send-keys", "Type into the terminal of a service that runs on one (tty).")
    {
        Positional = new PositionalSpec("SERVICE KEY…", "The service, and what is typed: text, or names of keys, with nothing between them.", Minimum: 2) { MayBeEmpty = true },
        Options = [Literal],
        Notes =
        [
            $"Keys: {KeyNames.Help}.",
            "Names are written as they are here; anything else is text: portorch send-keys web 'help me' Enter",
            "A KEY that begins with a dash comes after '--'.",
        ],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (service, keys) = (context.Arguments.Positionals[0], context.Arguments.Positionals.Skip(1));
        var session = await context.OpenProjectAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        await session.SendKeysAsync(service, context.Arguments.Has(Literal) ? string.Concat(keys) : KeyNames.Join(keys), cancellationToken).ConfigureAwait(false);
        return ExitCode.Success;
    }
}
