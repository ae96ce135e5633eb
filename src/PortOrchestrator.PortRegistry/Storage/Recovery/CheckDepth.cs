namespace PortOrchestrator.PortRegistry.Storage.Recovery;

/// <summary>How closely a registry file is looked at.</summary>
internal enum CheckDepth
{
    /// <summary>Whose file it is, its tables and its length: at every open.</summary>
    Shape,

    /// <summary>Every page too.</summary>
    Pages,

    /// <summary>Whether tables and indexes agree too.</summary>
    Everything,
}
