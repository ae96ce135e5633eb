using System.Globalization;
using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering;
using PortOrchestrator.Host.Rendering.Json;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Host.Commands;

/// <summary><c>portorch signal</c>.</summary>
internal static class SignalCommand
{
    private static readonly OptionSpec ParentOnly = new("--parent-only", "Only to the service's first process.");

    public static CommandSpec Spec { get; } = new("signal", "Send a signal to a service that runs, with everything that it started.")
    {
        Positional = new PositionalSpec("SERVICE SIG", "The service, and the signal: its name, with or without SIG, or its number.", Minimum: 2, Maximum: 2),
        Options = [ParentOnly],
        Notes = ["Whether a service that ends by it is started again is up to its 'restart'; 'portorch stop' stops it for good."],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (service, text) = (context.Arguments.Positionals[0], context.Arguments.Positionals[1]);
        if (!SignalNames.TryParse(text, out var number))
            throw new UsageException($"'{text}' is not a signal of this system.", "Names are like HUP or SIGUSR1, numbers from 1 to 64; 'kill -l' lists them.");
        var session = await context.OpenProjectAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        var reached = await session.SignalAsync([service], text, context.Arguments.Has(ParentOnly), cancellationToken).ConfigureAwait(false);
        if (reached.Count == 0)
            return context.Fail(new ErrorReport(ErrorCode.InvalidArgument, $"'{service}' does not run, or has no process here that could get {SignalNames.ToName(number)}. 'portorch ps' shows what runs."));
        if (context.Json) JsonOutput.Write(context.Terminal, new SignalDocument(SignalNames.ToName(number), reached), HostJsonContext.Legible.SignalDocument);
        else context.Notice(string.Join('\n', reached.Select(r => Line(r.Key, r.Value, number))));
        return ExitCode.Success;
    }

    private static string Line(string service, int count, int number) => string.Create(
        CultureInfo.InvariantCulture, $"{SignalNames.ToName(number)} was sent to {count} process{(count == 1 ? "" : "es")} of '{service}'.");
}
