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
    private static readonly OptionSpec Since = new("--since", "Only lines since: 90s, 10m, 2h, 1d ago, or a date and time.") { ValueName = "WHEN" };
    private static readonly OptionSpec Grep = new("--grep", "Only lines that match a regular expression.") { ValueName = "RE" };
    private static readonly OptionSpec Supervisor = new("--supervisor", "The supervisor's own log.");

    public static CommandSpec Spec { get; } = new("logs", "Show what services have written.")
    {
        Positional = new PositionalSpec("SERVICE", "Only these services."),
        Options = [Follow, Tail, Since, Grep, Supervisor],
        Notes = ["With --follow, --json prints one object a line; otherwise one list."],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var arguments = context.Arguments;
        if (arguments.Has(Supervisor) && arguments.Positionals.Count > 0)
            throw new UsageException("'--supervisor' shows the supervisor's log and takes no SERVICE.");
        var query = new LogQuery
        {
            Follow = arguments.Has(Follow),
            Tail = arguments.Count(Tail),
            Since = arguments.When(Since, context.Time),
            Pattern = arguments.Pattern(Grep),
        };
        var session = await context.OpenProjectAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        var lines = arguments.Has(Supervisor)
            ? session.ReadSupervisorLogAsync(query, cancellationToken)
            : session.ReadLogsAsync(arguments.Positionals, query, cancellationToken);
        if (context.Json) await WriteJsonAsync(context, lines, query.Follow).ConfigureAwait(false);
        else await WriteTextAsync(context, lines, await NamesAsync(context, session, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        return ExitCode.Success;
    }

    // What the prefix is padded to: the longest name of those that may write.
    private static async Task<IReadOnlyList<string>> NamesAsync(CommandContext context, IProjectSession session, CancellationToken cancellationToken)
    {
        if (context.Arguments.Positionals.Count > 0) return context.Arguments.Positionals;
        return [.. (await session.GetSnapshotAsync(cancellationToken).ConfigureAwait(false)).Services.Select(s => s.Name)];
    }

    // One named service needs no prefix: its log reads as it was written. The copies of one have names of their own.
    private static async Task WriteTextAsync(CommandContext context, IAsyncEnumerable<LogLine> lines, IReadOnlyList<string> services)
    {
        var isSupervisor = context.Arguments.Has(Supervisor);
        var single = context.Arguments.Positionals is [var only] ? only : null;
        var style = context.Terminal.OutStyle;
        var printer = new LogPrinter(context.Terminal.Out, style, services);
        await foreach (var line in lines.ConfigureAwait(false))
        {
            if (isSupervisor || line.Service == single) context.Terminal.Out.Write((style.Enabled ? Printable.Line(line.Text) : line.Text) + "\n");
            else printer.Write(line);
        }
    }

    private static async Task WriteJsonAsync(CommandContext context, IAsyncEnumerable<LogLine> lines, bool follow)
    {
        var all = new List<LogLineDocument>();
        await foreach (var line in lines.ConfigureAwait(false))
        {
            if (follow) JsonOutput.Write(context.Terminal, LogLineDocument.From(line), HostJsonContext.Legible.LogLineDocument);
            else all.Add(LogLineDocument.From(line));
        }

        if (!follow) JsonOutput.Write(context.Terminal, all, HostJsonContext.Legible.IReadOnlyListLogLineDocument);
    }
}
