using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering;

namespace PortOrchestrator.Host.Commands;

/// <summary><c>portorch up</c>.</summary>
internal static class UpCommand
{
    private static readonly OptionSpec Detach = new("--detach", "Return when everything required is ready; the services go on.") { Short = 'd' };
    private static readonly OptionSpec NoWait = new("--no-wait", "Return as soon as the services were asked to start.");
    private static readonly OptionSpec Timeout = new("--timeout", "How long the command may take.") { ValueName = "SECONDS" };
    private static readonly OptionSpec WatchConfiguration = new("--watch-config", "Reload whenever a configuration file changes, until everything is down.");
    private static readonly OptionSpec Upgrade = new("--upgrade", "Let this program go on as the supervisor, also when it is not newer; the services run on.");
    private static readonly OptionSpec DryRun = new("--dry-run", "Show what would be started, in which order; start nothing.");

    public static CommandSpec Spec { get; } = new("up", "Start the project's services and show their output; Ctrl-C stops them.")
    {
        Positional = new PositionalSpec("SERVICE", "Only these services and what they depend on."),
        Options = [Detach, NoWait, Timeout, .. SelectionOptions.All, DryRun, WatchConfiguration, Upgrade],
        Notes = ["In the foreground, Ctrl-\\ (SIGQUIT) leaves the services running."],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var arguments = context.Arguments;
        var detach = arguments.Has(Detach) || arguments.Has(NoWait);
        if (context.Json && !detach && !arguments.Has(DryRun))
            throw new UsageException("'--json' shows one document, not a stream of output.", "Add --detach, --no-wait or --dry-run.");
        // In the foreground the command itself watches, since it shows what comes of it.
        var options = Options(arguments) with { WatchConfiguration = detach && arguments.Has(WatchConfiguration) };
        var session = await context.OpenProjectAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        if (arguments.Has(DryRun))
            return PlanView.Write(context, await session.PlanAsync(options, cancellationToken).ConfigureAwait(false));
        if (!detach) return await new ForegroundUp(context, session, options, arguments.Has(WatchConfiguration)).RunAsync(cancellationToken).ConfigureAwait(false);
        UpResult result;
        using (var progress = new ProgressView(context.Terminal, context.Json))
            result = await session.UpAsync(options, progress, cancellationToken).ConfigureAwait(false);
        return await UpReport.WriteAsync(context, session, result, options.Wait, cancellationToken).ConfigureAwait(false);
    }

    private static UpOptions Options(ParsedArguments arguments) => new()
    {
        Wait = !arguments.Has(NoWait),
        Timeout = arguments.Seconds(Timeout),
        Selection = SelectionOptions.Read(arguments),
        UpgradeSupervisor = arguments.Has(Upgrade),
    };
}
