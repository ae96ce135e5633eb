namespace PortOrchestrator.Supervision.Protocol;

/// <summary>The routes of the supervisor's HTTP interface, relative to <c>/v1/</c>.</summary>
public static class SupervisorRoutes
{
    /// <summary>GET: all services.</summary>
    public const string Project = "project";

    /// <summary>GET: all services, then every change, one JSON document per line.</summary>
    public const string Events = "events";

    /// <summary>POST an <see cref="UpCommand"/>: start services.</summary>
    public const string Up = "up";

    /// <summary>POST a <see cref="ReloadCommand"/>: bring what runs in line with a changed configuration.</summary>
    public const string Reload = "reload";

    /// <summary>POST a <see cref="ConfigurationReport"/>: the configuration was read anew and cannot be used.</summary>
    public const string Configuration = "configuration";

    /// <summary>POST a <see cref="StopCommand"/>: stop services; answers when they are down.</summary>
    public const string Stop = "stop";

    /// <summary>POST: kill what stops under way are still waiting for.</summary>
    public const string Force = "force";
}
