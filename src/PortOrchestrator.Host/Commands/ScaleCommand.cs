using System.Globalization;
using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering;

namespace PortOrchestrator.Host.Commands;

/// <summary><c>portorch scale</c>.</summary>
internal static class ScaleCommand
{
    private static readonly OptionSpec NoWait = new("--no-wait", "Return as soon as the copies were asked to start.");
    private static readonly OptionSpec Timeout = new("--timeout", "How long the command may take.") { ValueName = "SECONDS" };

    public static CommandSpec Spec { get; } = new("scale", "Run so many copies of a service; the others are left alone.")
    {
        Positional = new PositionalSpec("SERVICE N", "The service and the number of its copies.", Minimum: 2, Maximum: 2),
        Options = [NoWait, Timeout],
        Notes = ["The number holds until 'portorch down', or until the configuration says another one."],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (service, replicas) = (context.Arguments.Positionals[0], Count(context.Arguments.Positionals[1]));
        var options = new UpOptions { Wait = !context.Arguments.Has(NoWait), Timeout = context.Arguments.Seconds(Timeout) };
        var session = await context.OpenProjectAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        UpResult result;
        using (var progress = new ProgressView(context.Terminal, context.Json))
            result = await session.ScaleAsync(service, replicas, options, progress, cancellationToken).ConfigureAwait(false);
        if (!context.Json && result.Stopped.Count > 0) context.Notice($"Stopped: {Words.List(result.Stopped)}.");
        return await UpReport.WriteAsync(context, session, result, options.Wait, cancellationToken).ConfigureAwait(false);
    }

    private static int Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= ProjectOrchestrator.MaxReplicas
            ? count
            : throw new UsageException($"'{text}' is not a number of copies: 1 to {ProjectOrchestrator.MaxReplicas} is needed.", "'portorch stop SERVICE' stops all copies.");
}
