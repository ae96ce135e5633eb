namespace PortOrchestrator.Hooks;

/// <summary>For whom a hook is installed.</summary>
public enum HookScope
{
    /// <summary>For the user, in every folder.</summary>
    User,

    /// <summary>For everybody who works with the repository: the file is part of it.</summary>
    Project,

    /// <summary>For the user, in this checkout alone.</summary>
    Local,
}
