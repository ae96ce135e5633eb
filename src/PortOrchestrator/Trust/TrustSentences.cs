namespace PortOrchestrator.Trust;

/// <summary>Verdicts as sentences for people.</summary>
internal static class TrustSentences
{
    public static string Of(TrustVerdict verdict)
    {
        var project = $"'{verdict.Project.Name}' ({verdict.Project.Root})";
        return verdict.Reason switch
        {
            TrustReason.Approved => $"{project} is approved.",
            TrustReason.TrustedFolder => $"{project} is approved, as it lies below '{verdict.Folder}'.",
            TrustReason.OwnFile => $"{project} is approved, as its configuration is your own.",
            TrustReason.NeverApproved => $"{project} is not approved, so no session starts its services. Look at it with 'portorch trust --dry-run'; 'portorch trust' or 'portorch up' approves it.",
            TrustReason.Changed => $"{project} has changed since it was approved ({string.Join(", ", verdict.Blamed)}), so no session starts its services. Look at it with 'portorch trust --dry-run'; 'portorch trust' or 'portorch up' approves it.",
            TrustReason.ForeignOwner => $"{project} cannot be approved: {string.Join(", ", verdict.Blamed)} belongs to another user. Copy the file, or make it yours (chown).",
            TrustReason.Invalid => $"{project} cannot be approved: its configuration has errors. 'portorch check' lists them.",
            TrustReason.NoConfiguration => $"There is no configuration in {project}, so there is nothing to approve.",
            _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict.Reason, "There is no such reason."),
        };
    }
}
