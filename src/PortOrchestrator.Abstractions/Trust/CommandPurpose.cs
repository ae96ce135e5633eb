namespace PortOrchestrator.Trust;

/// <summary>What a command of a configuration is run for.</summary>
public enum CommandPurpose
{
    /// <summary>Its output is the value of a variable; it is run before anything is started.</summary>
    Variable,

    /// <summary>It starts the service.</summary>
    Start,

    /// <summary>It checks whether the service is ready or healthy.</summary>
    Check,

    /// <summary>It stops the service.</summary>
    Stop,
}
