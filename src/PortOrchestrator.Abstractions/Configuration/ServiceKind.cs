namespace PortOrchestrator.Configuration;

/// <summary>What it means for a service to run.</summary>
public enum ServiceKind
{
    /// <summary>The command stays in the foreground; its process is the service.</summary>
    Process,

    /// <summary>The command is a launcher: it exits and the service lives on elsewhere.</summary>
    Daemon,

    /// <summary>The command runs to completion.</summary>
    Task,

    /// <summary>A Docker Compose service.</summary>
    Compose,

    /// <summary>A systemd unit.</summary>
    Systemd,

    /// <summary>Somebody else runs it; it is only probed, never started or stopped.</summary>
    External,
}
