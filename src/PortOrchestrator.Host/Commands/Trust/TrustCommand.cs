using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering;
using PortOrchestrator.Host.Rendering.Json;

namespace PortOrchestrator.Host.Commands.Trust;

/// <summary><c>portorch trust</c>.</summary>
internal static class TrustCommand
{
    private static readonly OptionSpec List = new("--list", "List what is approved on this machine.");

    public static CommandSpec Spec { get; } = new("trust", "Let sessions and folder hooks start the project's services as they are configured now.")
    {
        Options = [TrustOptions.Under, TrustOptions.DryRun, List],
        Notes =
        [
            "It shows what would be run. Starting services by hand approves them, too.",
            "An approval holds for all worktrees of the project, until one of its files changes.",
        ],
        RunAsync = RunAsync,
    };

    private static Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        TrustOptions.Check(context.Arguments);
        if (context.Arguments.Has(List)) return ListAsync(context, cancellationToken);
        return context.Arguments.Value(TrustOptions.Under) is { } folder
            ? TrustFolderAsync(context, folder, cancellationToken)
            : ApproveAsync(context, cancellationToken);
    }

    private static async Task<int> ApproveAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var session = await context.OpenProjectAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        var before = await session.EvaluateTrustAsync(cancellationToken).ConfigureAwait(false);
        if (!context.Json && before.Commands.Count + before.Files.Count > 0) TrustView.Write(context.Terminal, before);
        var dryRun = context.Arguments.Has(TrustOptions.DryRun);
        var after = dryRun ? before : await session.ApproveAsync(cancellationToken).ConfigureAwait(false);
        if (context.Json) JsonOutput.Write(context.Terminal, TrustDocument.From(after), HostJsonContext.Legible.TrustDocument);
        else context.Terminal.Out.Write(Sentence(before, after, dryRun) + "\n");
        return ExitCode.Success;
    }

    private static string Sentence(TrustVerdict before, TrustVerdict after, bool dryRun)
    {
        if (dryRun) return before.Explanation;
        return before.Reason == TrustReason.Approved ? "It was approved already." : "Approved: " + after.Explanation;
    }

    private static async Task<int> TrustFolderAsync(CommandContext context, string folder, CancellationToken cancellationToken)
    {
        var dryRun = context.Arguments.Has(TrustOptions.DryRun);
        var machine = await context.OpenMachineAsync(readOnly: dryRun, cancellationToken).ConfigureAwait(false);
        await using var _ = machine.ConfigureAwait(false);
        var trusted = dryRun
            ? new TrustedFolder { Path = machine.CheckFolder(folder) }
            : await machine.TrustFolderAsync(folder, cancellationToken).ConfigureAwait(false);
        if (context.Json) JsonOutput.Write(context.Terminal, FolderDocument.From(trusted), HostJsonContext.Legible.FolderDocument);
        else context.Terminal.Out.Write($"{(dryRun ? "Would trust" : "Trusted")}: every project below '{trusted.Path}', as it is and as it will be.\n");
        return ExitCode.Success;
    }

    private static async Task<int> ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var machine = await context.OpenMachineAsync(readOnly: true, cancellationToken).ConfigureAwait(false);
        await using var _ = machine.ConfigureAwait(false);
        var approvals = await machine.ListApprovalsAsync(cancellationToken).ConfigureAwait(false);
        var folders = await machine.ListTrustedFoldersAsync(cancellationToken).ConfigureAwait(false);
        if (context.Json)
        {
            JsonOutput.Write(context.Terminal, ApprovalListDocument.From(approvals, folders), HostJsonContext.Legible.ApprovalListDocument);
            return ExitCode.Success;
        }

        if (approvals.Count + folders.Count == 0) context.Notice("Nothing is approved.");
        var table = new TextTable("APPROVED", "WHEN", "BY", "FILES");
        foreach (var folder in folders)
            table.Add(folder.Path, Words.OfOptional(folder.TrustedAt) ?? "-", folder.TrustedAt is null ? "settings" : "trust", "everything below");
        foreach (var approval in approvals)
            table.Add(approval.ToString(), Words.Of(approval.ApprovedAt), Words.Of(approval.Origin), Words.List(approval.Files.Select(f => f.Path)));
        if (!table.IsEmpty) table.Write(context.Terminal.Out, context.Terminal.OutWidth, context.Terminal.OutStyle);
        return ExitCode.Success;
    }
}
