using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering.Json;
using PortOrchestrator.Sessions;

namespace PortOrchestrator.Host.Commands.Session;

/// <summary><c>portorch session start</c>.</summary>
internal static class SessionStartCommand
{
    private static readonly OptionSpec Mode = new("--mode", "ensure starts what does not run, report only tells, off does nothing; by default the settings decide.")
    {
        ValueName = "MODE",
        Choices = ["ensure", "report", "off"],
    };

    private static readonly OptionSpec Budget = new("--budget", "How long to wait for what is started, 0 for not at all; it goes on afterwards.") { ValueName = "SECONDS" };

    private static readonly OptionSpec VariablesFile = new("--env-file", "A .env file to write the variables into, between two marks.") { ValueName = "FILE" };

    private static readonly OptionSpec Move = new("--move", "The session has come here from elsewhere, and ends there: what it wanted there may stop.");

    public static CommandSpec Spec { get; } = new("start", "Register a session, start what it wants, and tell the shell or agent where its services are.")
    {
        Options = [SessionOptions.Agent, SessionOptions.Id, SessionOptions.Pid, Move, Mode, Budget, VariablesFile],
        Notes =
        [
            "Made for the hooks of coding agents: reads their document from the input, answers in their dialect, and ends with 0 whatever went wrong.",
            "eval \"$(portorch session start --agent shell --pid $$)\" does it for a shell.",
        ],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var budget = context.Arguments.Value(Budget) == "0" ? TimeSpan.Zero : context.Arguments.Seconds(Budget);
        SessionMode? mode = context.Arguments.Has(Mode) ? context.Arguments.Choice(Mode, SessionMode.Ensure) : null;
        var call = await HookCall.ReadAsync(context.Arguments).ConfigureAwait(false);
        var options = new SessionStartOptions
        {
            Agent = call.Agent,
            SessionId = call.SessionId,
            OwnerPid = call.OwnerPid,
            Source = call.Source,
            Move = context.Arguments.Has(Move),
            Mode = mode,
            Budget = budget,
            VariablesFile = context.Arguments.Value(VariablesFile),
        };
        var result = await StartAsync(context, call, options, cancellationToken).ConfigureAwait(false);
        if (call.Agent == SessionAgent.Claude && Environment.GetEnvironmentVariable("CLAUDE_ENV_FILE") is { Length: > 0 } file
            && AgentEnvironmentFile.Append(file, result.Variables) is { } problem)
            context.Notice(problem);
        Write(context, call, result);
        return ExitCode.Success;
    }

    // Whoever runs the hook gets a document, and the session of an agent begins, whatever is wrong here.
    private static async Task<SessionStartResult> StartAsync(CommandContext context, HookCall call, SessionStartOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var sessions = context.Orchestrators.OpenSessions(context.Options with { WorkingDirectory = call.Folder, Project = context.Arguments.Value(CommonOptions.Project) });
            await using var _ = sessions.ConfigureAwait(false);
            return await sessions.StartAsync(options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var message = $"The start of the session failed: {FailureExplanation.Of(e, context.Paths).Message}";
            return new SessionStartResult { Mode = options.Mode ?? SessionMode.Ensure, Problems = [message], Facts = PlainText.Of("PortOrchestrator: " + message, SessionFacts.MaxLength) };
        }
    }

    private static void Write(CommandContext context, HookCall call, SessionStartResult result)
    {
        if (context.Json)
        {
            JsonOutput.Write(context.Terminal, SessionStartDocument.From(call.Agent, result), HostJsonContext.Legible.SessionStartDocument);
            return;
        }

        if (call.Agent != SessionAgent.Shell)
        {
            context.Terminal.Out.Write(HookDialect.Start(call.Agent, result.Facts, result.Variables));
            return;
        }

        context.Terminal.Out.Write(ShellDialect.Start(result.Variables));
        if (result.Facts.Length > 0) context.Notice(result.Facts);
    }
}
