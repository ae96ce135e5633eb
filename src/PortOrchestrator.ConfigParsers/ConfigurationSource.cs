namespace PortOrchestrator.ConfigParsers;

/// <summary>What made files the configuration of a project.</summary>
public enum ConfigurationSource
{
    /// <summary>Nothing did: the project has none.</summary>
    None,

    /// <summary>They were discovered in the project, and whoever wrote the project wrote them.</summary>
    Discovered,

    /// <summary>A pattern of the user's own settings names them. They are trusted, unless they lie in the project, where others write too.</summary>
    Settings,

    /// <summary>Whoever called named them.</summary>
    Named,
}
