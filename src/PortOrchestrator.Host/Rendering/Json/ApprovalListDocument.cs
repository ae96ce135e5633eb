namespace PortOrchestrator.Host.Rendering.Json;

/// <summary>What <c>trust --list --json</c> prints.</summary>
internal sealed record ApprovalListDocument(IReadOnlyList<ApprovalListDocument.Approval> Approvals, IReadOnlyList<FolderDocument> Folders)
{
    public static ApprovalListDocument From(IReadOnlyList<ConfigurationApproval> approvals, IReadOnlyList<TrustedFolder> folders) =>
        new([.. approvals.Select(Approval.From)], [.. folders.Select(FolderDocument.From)]);

    internal sealed record Approval(string Project, string ProjectId, string Root, IReadOnlyList<string> Files, string Origin, string ApprovedAt)
    {
        public static Approval From(ConfigurationApproval approval) => new(
            approval.Name, approval.ProjectId, approval.Root, [.. approval.Files.Select(f => f.Path)], Words.Of(approval.Origin), Words.Of(approval.ApprovedAt));
    }
}
