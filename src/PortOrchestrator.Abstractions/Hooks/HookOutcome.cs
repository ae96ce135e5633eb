namespace PortOrchestrator.Hooks;

/// <summary>What installing or uninstalling a hook did, or would do.</summary>
public enum HookOutcome
{
    /// <summary>The hook was not there, and now is.</summary>
    Installed,

    /// <summary>The hook was there and has been changed: it runs another program, or was written by another version.</summary>
    Updated,

    /// <summary>The hook was there; nothing was written.</summary>
    AlreadyInstalled,

    /// <summary>The hook was there, and is gone.</summary>
    Removed,

    /// <summary>There was no hook; nothing was written.</summary>
    NotInstalled,
}
