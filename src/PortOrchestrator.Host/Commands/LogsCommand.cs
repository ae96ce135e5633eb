using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Commands.Sessions;
using PortOrchestrator.Host.Rendering;
using PortOrchestrator.Host.Rendering.Json;
using PortOrchestrator.Supervision.Logs;

namespace PortOrchestrator.Host.Commands;

/// <summary><c>portorch logs</c>.</summary>
internal static class LogsCommand
{
    private static readonly OptionSpec Follow = new("--follow", "Go on with lines as they are written.") { Short = 'f' };
    private static readonly OptionSpec Tail = new("--tail", "Only the last N lines.") { ValueName = "N" };
    private static readonly OptionSpec Since = new("--since", "Only lines since: 90s, 10m, 1h30m, 1d ago, or a date and time.") { ValueName = "WHEN" };
    private static readonly OptionSpec Grep = new("--grep", "Only lines that match a regular expression.") { ValueName = "RE" };
    private static readonly OptionSpec Color = new("--color", "Keep colours: auto (the default: on a terminal), always or never.") { ValueName = "WHEN" };
    private static readonly OptionSpec Supervisor = new("--supervisor", "The supervisor's own log.");

    private static readonly OptionSpec Clear = new("--clear", "Empty the logs instead; services that run write on.");

    public static CommandSpec Spec { get; } = new("logs", "Show what services have written.")
    {
        Positional = new PositionalSpec("SERVICE", "Only these services."),
        Options = [Follow, Tail, Since, Grep, Color, Supervisor, Clear],
        Notes =
        [
            "With --follow, --json prints one object a line; otherwise one list.",
            "--clear without SERVICE empties the logs of all services but the shared ones, which have to be named.",
        ],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var arguments = context.Arguments;
        if (arguments.Has(Supervisor) && arguments.Positionals.Count > 0)
            throw new UsageException("'--supervisor' shows the supervisor's log and takes no SERVICE.");
        if (arguments.Has(Clear)) return await ClearAsync(context, cancellationToken).ConfigureAwait(false);
        var query = new LogQuery
        {
            Follow = arguments.Has(Follow),
            Tail = arguments.Count(Tail),
            Since = arguments.When(Since, context.Time),
            Pattern = arguments.Pattern(Grep),
        };
        var style = arguments.Choice(Color, ColourChoice.Auto) switch
        {
            ColourChoice.Always => new Style(true),
            ColourChoice.Never => Style.None,
            _ => context.Terminal.OutStyle,
        };
        var session = await context.OpenProjectAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        var lines = arguments.Has(Supervisor)
            ? session.ReadSupervisorLogAsync(query, cancellationToken)
            : session.ReadLogsAsync(arguments.Positionals, query, cancellationToken);
        using var output = new BatchedWriter(context.Terminal.Out);
        if (context.Json) await new LogJsonWriter(output, query.Follow).WriteAsync(lines).ConfigureAwait(false);
        else await WriteTextAsync(context, output, style, lines, await NamesAsync(context, session, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        return ExitCode.Success;
    }

    private static async Task<int> ClearAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (new[] { Follow, Tail, Since, Grep, Color, Supervisor }.FirstOrDefault(o => context.Arguments.Has(o)) is { } other)
            throw new UsageException($"'--clear' empties whole logs and does not go with '{other.Name}'.");
        var session = await context.OpenProjectAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        var cleared = await session.ClearLogsAsync(context.Arguments.Positionals, cancellationToken).ConfigureAwait(false);
        if (context.Json) JsonOutput.Write(context.Terminal, new LogsClearedDocument(cleared), HostJsonContext.Legible.LogsClearedDocument);
        else context.Notice(cleared.Count == 0 ? "There is no log to clear." : $"Cleared the log{(cleared.Count == 1 ? "" : "s")} of {Words.List([.. cleared.Keys])}.");
        return ExitCode.Success;
    }

    // What the prefix is padded to: the longest name of those that may write.
    private static async Task<IReadOnlyList<string>> NamesAsync(CommandContext context, IProjectSession session, CancellationToken cancellationToken)
    {
        if (context.Arguments.Positionals.Count > 0) return context.Arguments.Positionals;
        return [.. (await session.GetSnapshotAsync(cancellationToken).ConfigureAwait(false)).Services.Select(s => s.Name)];
    }

    // One named service needs no prefix: its log reads as it was written. The copies of one have names of their own.
    private static async Task WriteTextAsync(
        CommandContext context, BatchedWriter output, Style style, IAsyncEnumerable<LogLine> lines, IReadOnlyList<string> services)
    {
        var isSupervisor = context.Arguments.Has(Supervisor);
        var single = context.Arguments.Positionals is [var only] ? only : null;
        var printer = new LogPrinter(output, style, services);
        await lines.WriteAsync(output, line =>
        {
            if (isSupervisor || line.Service == single) printer.WriteBare(line);
            else printer.Write(line);
        }).ConfigureAwait(false);
    }
}
