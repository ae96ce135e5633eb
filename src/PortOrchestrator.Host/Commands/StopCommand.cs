using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering;

namespace PortOrchestrator.Host.Commands;

/// <summary><c>portorch stop</c>.</summary>
internal static class StopCommand
{
    private static readonly OptionSpec Timeout = new("--timeout", "Kill what is left after this long.") { ValueName = "SECONDS" };

    public static CommandSpec Spec { get; } = new("stop", "Stop services, and nothing else; among them, dependents first.")
    {
        Positional = new PositionalSpec("SERVICE", "The services.", Minimum: 1),
        Options = [Timeout],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var session = await context.OpenProjectAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        DownResult result;
        using (var progress = new ProgressView(context.Terminal, context.Json))
        {
            var options = new DownOptions { Services = context.Arguments.Positionals, Timeout = context.Arguments.Seconds(Timeout) };
            result = await session.DownAsync(options, progress, cancellationToken).ConfigureAwait(false);
        }

        return DownReport.Write(context, result);
    }
}
