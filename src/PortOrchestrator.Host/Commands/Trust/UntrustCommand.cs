using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering;
using PortOrchestrator.Host.Rendering.Json;

namespace PortOrchestrator.Host.Commands.Trust;

/// <summary><c>portorch untrust</c>.</summary>
internal static class UntrustCommand
{
    public static CommandSpec Spec { get; } = new("untrust", "Take back that sessions and folder hooks may start the project's services.")
    {
        Options = [TrustOptions.Under, TrustOptions.DryRun],
        Notes = ["What runs goes on. Starting services by hand approves them again."],
        RunAsync = RunAsync,
    };

    private static Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        TrustOptions.Check(context.Arguments);
        return context.Arguments.Value(TrustOptions.Under) is { } folder
            ? DistrustFolderAsync(context, folder, cancellationToken)
            : RevokeAsync(context, cancellationToken);
    }

    private static async Task<int> RevokeAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var dryRun = context.Arguments.Has(TrustOptions.DryRun);
        var session = await context.OpenProjectAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        var revoked = dryRun
            ? await session.ListApprovalsAsync(cancellationToken).ConfigureAwait(false)
            : await session.RevokeApprovalAsync(cancellationToken).ConfigureAwait(false);
        var after = await session.EvaluateTrustAsync(cancellationToken).ConfigureAwait(false);
        if (context.Json) JsonOutput.Write(context.Terminal, ApprovalListDocument.From(revoked, []), HostJsonContext.Legible.ApprovalListDocument);
        else if (revoked.Count == 0) context.Terminal.Out.Write($"'{session.Project.Name}' ({session.Project.Root}) had no approval.\n");
        else context.Terminal.Out.Write($"{(dryRun ? "Would take back" : "Took back")} {Words.Count(revoked.Count, "approval")} of '{session.Project.Name}' ({session.Project.Root}).\n");
        // Somebody who takes an approval back expects that nothing is started any more.
        if (after.Reason is TrustReason.TrustedFolder or TrustReason.OwnFile) context.Warn([after.Explanation]);
        return ExitCode.Success;
    }

    private static async Task<int> DistrustFolderAsync(CommandContext context, string folder, CancellationToken cancellationToken)
    {
        var dryRun = context.Arguments.Has(TrustOptions.DryRun);
        var machine = await context.OpenMachineAsync(readOnly: dryRun, cancellationToken).ConfigureAwait(false);
        await using var _ = machine.ConfigureAwait(false);
        var found = dryRun
            ? await machine.FindTrustedFolderAsync(folder, cancellationToken).ConfigureAwait(false)
            : await machine.DistrustFolderAsync(folder, cancellationToken).ConfigureAwait(false);
        if (context.Json) JsonOutput.Write(context.Terminal, ApprovalListDocument.From([], found is null ? [] : [found]), HostJsonContext.Legible.ApprovalListDocument);
        else if (found is null) context.Terminal.Out.Write($"The folder '{folder}' was not trusted.\n");
        else context.Terminal.Out.Write($"{(dryRun ? "Would trust" : "Trusts")} the folder '{found.Path}' no longer.\n");
        return ExitCode.Success;
    }
}
