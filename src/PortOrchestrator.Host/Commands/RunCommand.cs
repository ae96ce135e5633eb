using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Commands.Sessions;
using PortOrchestrator.Host.Rendering;
using PortOrchestrator.ServiceGraph;

namespace PortOrchestrator.Host.Commands;

/// <summary><c>portorch run</c>.</summary>
internal static class RunCommand
{
    private static readonly OptionSpec NoDependencies = new("--no-deps", "Leave out what the service depends on.");
    private static readonly OptionSpec Timeout = new("--timeout", "How long what it depends on may take.") { ValueName = "SECONDS" };

    public static CommandSpec Spec { get; } = new("run", "Run a service here, with this terminal, and end with its exit code; what it depends on is started first.")
    {
        Positional = new PositionalSpec("SERVICE [-- ARGS…]", "The service, and arguments that are added to its command.", Minimum: 1),
        Options = [NoDependencies, Timeout],
        Notes = ["What this command has started is stopped again when the service ends."],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Json) throw new UsageException("'--json' has no meaning for 'run': the output is the service's own.");
        var (service, arguments) = (context.Arguments.Positionals[0], context.Arguments.Positionals.Skip(1).ToList());
        var options = new UpOptions
        {
            Timeout = context.Arguments.Seconds(Timeout),
            Selection = new StartSelection { WithoutDependencies = context.Arguments.Has(NoDependencies) },
        };
        var session = await context.OpenProjectAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        ServiceRun run;
        // Not on standard output, which belongs to the service.
        using (var progress = new ProgressView(context.Terminal, json: true))
            run = await session.PrepareRunAsync(service, arguments, options, progress, cancellationToken).ConfigureAwait(false);
        try
        {
            context.Warn(run.Up.Warnings);
            if (UpReport.ErrorOf(run.Up) is { } error) return context.Fail(error);
            if (run.Environment is not { } environment) return run.Up.ProjectExitCode ?? ExitCode.Failure;
            context.Interruption.StandBack();
            return await ForegroundProcess.RunAsync(environment, context.Signals).ConfigureAwait(false);
        }
        finally
        {
            await StopStartedAsync(session, [.. run.Up.Started, .. run.Up.Joined]).ConfigureAwait(false);
        }
    }

    private static async Task StopStartedAsync(IProjectSession session, IReadOnlyList<string> started)
    {
        if (started.Count == 0) return;
        await session.DownAsync(new DownOptions { Services = started }, new Progress<ServiceSnapshot>(), CancellationToken.None).ConfigureAwait(false);
    }
}
