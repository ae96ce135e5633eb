namespace PortOrchestrator.Trust;

/// <summary>Why a configuration is approved, or is not.</summary>
public enum TrustReason
{
    /// <summary>Approved: its files are as they were when the user approved them.</summary>
    Approved,

    /// <summary>Approved: the checkout and its files lie below a folder that the user trusts.</summary>
    TrustedFolder,

    /// <summary>Approved: its files are the user's own: beside the settings, or declared in them and outside the project.</summary>
    OwnFile,

    /// <summary>Not approved: the user has never approved this project.</summary>
    NeverApproved,

    /// <summary>Not approved: files have changed since the user approved the project.</summary>
    Changed,

    /// <summary>Not approved, and cannot be: a file belongs to another user.</summary>
    ForeignOwner,

    /// <summary>Not approved, and cannot be: the configuration has errors.</summary>
    Invalid,

    /// <summary>There is no configuration, so there is nothing to approve.</summary>
    NoConfiguration,
}
