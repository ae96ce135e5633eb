using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering.Json;
using PortOrchestrator.Sessions;

namespace PortOrchestrator.Host.Commands.Session;

/// <summary><c>portorch session end</c>.</summary>
internal static class SessionEndCommand
{
    // What the hosts allow is between one and five seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static CommandSpec Spec { get; } = new("end", "End a session; services that no session wants any more are stopped after the time of grace.")
    {
        Options = [SessionOptions.Agent, SessionOptions.Id, SessionOptions.Pid],
        Notes = ["Without a session id in the input or --id, the sessions of the process end that runs this, or of --pid."],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var call = await HookCall.ReadAsync(context.Arguments).ConfigureAwait(false);
        IReadOnlyList<SessionInfo> ended = [];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (call.Agent != SessionAgent.Shell) limit.CancelAfter(Patience);
        try
        {
            ended = await EndAsync(context, call, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            context.Notice("The port registry was not free in time; the session ends with its process.");
        }
        catch (Exception e) when (call.Agent != SessionAgent.Shell && e is PortOrchestratorException or UsageException { CommandPath: null })
        {
            // The hook of an agent must not fail; its session ends with its process at the latest.
            context.Notice(e.Message);
        }

        if (context.Json) JsonOutput.Write(context.Terminal, [.. ended.Select(SessionDocument.From)], HostJsonContext.Legible.IReadOnlyListSessionDocument);
        else context.Terminal.Out.Write(HookDialect.End(call.Agent));
        return ExitCode.Success;
    }

    private static async Task<IReadOnlyList<SessionInfo>> EndAsync(CommandContext context, HookCall call, CancellationToken cancellationToken)
    {
        var query = new SessionQuery { Agent = call.Agent, SessionId = call.SessionId };
        if (call.SessionId is null)
        {
            var owner = call.OwnerPid ?? (OperatingSystem.IsLinux() ? SessionOwnerFinder.Find(call.Agent == SessionAgent.Shell) : null);
            if (owner is null) throw new UsageException("It cannot be told which session is to end.", "Name it with --id, or its process with --pid; 'portorch session list' shows both.");
            query = query with { OwnerPid = owner };
        }

        var sessions = context.Orchestrators.OpenSessions(context.Options with { WorkingDirectory = call.Folder });
        await using var _ = sessions.ConfigureAwait(false);
        // It ends when the one that takes its place begins, so that nothing stops in between, or with the agent.
        if (call.IsReplaced && (await sessions.ListAsync(query, cancellationToken).ConfigureAwait(false)).Any(s => s.Owner is not null)) return [];
        return await sessions.EndAsync(query, cancellationToken).ConfigureAwait(false);
    }
}
