using System.Globalization;
using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering;
using PortOrchestrator.Host.Rendering.Json;
using PortOrchestrator.Sessions;

namespace PortOrchestrator.Host.Commands.Session;

/// <summary><c>portorch session list</c>.</summary>
internal static class SessionListCommand
{
    private static readonly OptionSpec All = new("--all", "Also the sessions that have ended in the last 7 days.");

    public static CommandSpec Spec { get; } = new("list", "Show the sessions: of the machine, or of one project with --project.")
    {
        Options = [All],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var sessions = context.Orchestrators.OpenSessions(context.Options);
        await using var _ = sessions.ConfigureAwait(false);
        var query = new SessionQuery { IncludeEnded = context.Arguments.Has(All) };
        if (context.Arguments.Value(CommonOptions.Project) is { } name)
            query = query with { ProjectId = (await sessions.ResolveProjectAsync(name, cancellationToken).ConfigureAwait(false)).ProjectId };
        var found = await sessions.ListAsync(query, cancellationToken).ConfigureAwait(false);
        if (context.Json) JsonOutput.Write(context.Terminal, [.. found.Select(SessionDocument.From)], HostJsonContext.Legible.IReadOnlyListSessionDocument);
        else if (found.Count == 0) context.Notice("There is no session.");
        else WriteTable(context.Terminal, found);
        return ExitCode.Success;
    }

    private static void WriteTable(ITerminal terminal, IReadOnlyList<SessionInfo> sessions)
    {
        var table = new TextTable("AGENT", "SESSION", "PROJECT", "CHECKOUT", "PID", "STARTED", "ENDS");
        foreach (var s in sessions)
        {
            table.Add(
                Words.Of(s.Agent), s.SessionId, s.Project.Name, s.Project.Checkout, s.Owner?.Pid.ToString(CultureInfo.InvariantCulture) ?? "-",
                Words.Of(s.StartedAt), Ending(s));
        }

        table.Write(terminal.Out, terminal.OutWidth, terminal.OutStyle);
    }

    private static string Ending(SessionInfo session) => session switch
    {
        { EndedAt: { } ended } => "ended " + Words.Of(ended),
        { IsLive: false } => "has ended",
        { ExpiresAt: { } expires } => Words.Of(expires),
        _ => "with its process",
    };
}
