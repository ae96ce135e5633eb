using PortOrchestrator.Hooks;
using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering.Json;

namespace PortOrchestrator.Host.Commands.Hook;

/// <summary>Changes a file as the arguments say, and says what became of it.</summary>
internal static class HookReport
{
    public static async Task<int> ChangeAsync(CommandContext context, Func<SessionHooks, HookHost, HookScope?, bool, Task<HookChange>> change)
    {
        var dryRun = context.Arguments.Has(HookArguments.DryRun);
        var host = HookArguments.Host(context.Arguments, HookArguments.HostPositional);
        var scope = HookArguments.ScopeOf(context.Arguments);
        return Write(context, await change(new SessionHooks(context.Options), host, scope, dryRun).ConfigureAwait(false), dryRun);
    }

    private static int Write(CommandContext context, HookChange change, bool dryRun)
    {
        if (context.Json)
        {
            JsonOutput.Write(context.Terminal, HookDocument.From(change), HostJsonContext.Legible.HookDocument);
            return ExitCode.Success;
        }

        var writer = context.Terminal.Out;
        writer.Write(Sentence(change, dryRun) + "\n");
        if (change.Outcome is not (HookOutcome.Installed or HookOutcome.Updated)) return ExitCode.Success;
        foreach (var command in change.Commands) writer.Write($"  {command}\n");
        foreach (var note in change.Notes) context.Notice(note);
        return ExitCode.Success;
    }

    private static string Sentence(HookChange change, bool dryRun) => (change.Outcome, dryRun) switch
    {
        (HookOutcome.Installed, false) => $"{(change.IsWholeFile ? "Wrote" : "Added the hook to")} '{change.File}'. It runs:",
        (HookOutcome.Installed, true) => $"Would {(change.IsWholeFile ? "write" : "add the hook to")} '{change.File}'. It would run:",
        (HookOutcome.Updated, false) => $"Brought the hook in '{change.File}' up to date. It runs:",
        (HookOutcome.Updated, true) => $"Would bring the hook in '{change.File}' up to date. It would run:",
        (HookOutcome.AlreadyInstalled, _) => $"The hook is in '{change.File}' already.",
        (HookOutcome.Removed, false) => change.IsWholeFile ? $"Deleted '{change.File}', which had nothing else in it." : $"Removed the hook from '{change.File}'.",
        (HookOutcome.Removed, true) => change.IsWholeFile ? $"Would delete '{change.File}', which has nothing else in it." : $"Would remove the hook from '{change.File}'.",
        _ => $"There is no hook in '{change.File}'.",
    };
}
