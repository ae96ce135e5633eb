namespace PortOrchestrator.ConfigParsers.Detection;

/// <summary>Whose word counts when two findings mean the same: the lower, the stronger.</summary>
internal enum Authority
{
    /// <summary>A configuration file of ours, or of process-compose, in a folder below the root.</summary>
    Own,

    Aspire,

    Compose,

    Procfile,

    /// <summary>The files of other managers of processes.</summary>
    Manager,

    LaunchFile,

    LaunchSettings,

    Emulators,

    /// <summary>What only names a port.</summary>
    Names,

    PackageScript,

    Editor,

    /// <summary>Signatures, the first of the table first.</summary>
    Signature,
}
