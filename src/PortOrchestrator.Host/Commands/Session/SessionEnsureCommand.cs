using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Sessions;

namespace PortOrchestrator.Host.Commands.Session;

/// <summary>The hidden command that starts what a session wants, beside the one that asked for it. It writes into the log of the checkout's sessions.</summary>
internal static class SessionEnsureCommand
{
    private static readonly OptionSpec Machine = new(DetachedProgram.MachineFlag, "The machine's own services.");

    public static CommandSpec Spec { get; } = new(DetachedProgram.EnsureCommand, "Start what sessions want.")
    {
        Options = [Machine],
        IsHidden = true,
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        try
        {
            await SessionEnsure.RunAsync(context.Options, context.Arguments.Has(Machine), Tell, cancellationToken).ConfigureAwait(false);
            return ExitCode.Success;
        }
        catch (PortOrchestratorException e)
        {
            Tell(e.Message);
            return ExitCode.From(e.Code);
        }

        void Tell(string text) => context.Terminal.Out.Write(SessionLog.Line(context.Time.GetUtcNow(), text));
    }
}
