using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering;
using PortOrchestrator.ServiceGraph;

namespace PortOrchestrator.Host.Commands;

/// <summary><c>portorch start</c>.</summary>
internal static class StartCommand
{
    private static readonly OptionSpec NoWait = new("--no-wait", "Return as soon as the services were asked to start.");
    private static readonly OptionSpec Timeout = new("--timeout", "How long the command may take.") { ValueName = "SECONDS" };
    private static readonly OptionSpec NoDependencies = new("--no-deps", "Leave out what the services depend on.");

    public static IReadOnlyList<OptionSpec> Options { get; } = [NoWait, Timeout, NoDependencies];

    public static CommandSpec Spec { get; } = new("start", "Start services, and what they depend on, and wait until they are ready.")
    {
        Positional = new PositionalSpec("SERVICE", "The services.", Minimum: 1),
        Options = Options,
        RunAsync = (context, cancellationToken) => RunAsync(context, restart: false, cancellationToken),
    };

    public static async Task<int> RunAsync(CommandContext context, bool restart, CancellationToken cancellationToken)
    {
        var arguments = context.Arguments;
        var options = new UpOptions
        {
            Restart = restart,
            Wait = !arguments.Has(NoWait),
            Timeout = arguments.Seconds(Timeout),
            Selection = new StartSelection { Services = arguments.Positionals, WithoutDependencies = arguments.Has(NoDependencies) },
        };
        var session = await context.OpenProjectAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        UpResult result;
        using (var progress = new ProgressView(context.Terminal, context.Json))
            result = await session.UpAsync(options, progress, cancellationToken).ConfigureAwait(false);
        return await UpReport.WriteAsync(context, session, result, options.Wait, cancellationToken).ConfigureAwait(false);
    }
}
