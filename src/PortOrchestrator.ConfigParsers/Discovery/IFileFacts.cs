namespace PortOrchestrator.ConfigParsers.Discovery;

/// <summary>What discovery asks the system about a path; null where the system does not tell.</summary>
internal interface IFileFacts
{
    /// <summary>The user's home folder, symbolic links resolved.</summary>
    string? Home { get; }

    /// <summary>Whether a file belongs to the caller, to root or, under sudo, to the user who called it.</summary>
    bool? IsTrustedOwner(string path);

    /// <summary>A number that differs between mounted file systems.</summary>
    long? DeviceOf(string path);
}
