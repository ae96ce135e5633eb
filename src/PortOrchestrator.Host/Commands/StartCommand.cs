using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering;
using PortOrchestrator.ServiceGraph;

namespace PortOrchestrator.Host.Commands;

/// <summary><c>portorch start</c>.</summary>
internal static class StartCommand
{
    public static CommandSpec Spec { get; } = new("start", "Start services, and what they depend on, and wait until they are ready.")
    {
        Positional = new PositionalSpec("SERVICE", "The services.", Minimum: 1),
        RunAsync = (context, cancellationToken) => RunAsync(context, restart: false, cancellationToken),
    };

    public static async Task<int> RunAsync(CommandContext context, bool restart, CancellationToken cancellationToken)
    {
        var options = new UpOptions { Restart = restart, Selection = new StartSelection { Services = context.Arguments.Positionals } };
        var session = await context.OpenProjectAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        UpResult result;
        using (var progress = new ProgressView(context.Terminal, context.Json))
            result = await session.UpAsync(options, progress, cancellationToken).ConfigureAwait(false);
        return await UpReport.WriteAsync(context, session, result, waited: true, cancellationToken).ConfigureAwait(false);
    }
}
