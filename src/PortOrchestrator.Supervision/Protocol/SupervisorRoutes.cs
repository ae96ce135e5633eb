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

    /// <summary>POST a <see cref="ReleaseCommand"/>: stop what nobody uses any more; answers when it is down.</summary>
    public const string Release = "release";

    /// <summary>POST: kill what stops under way are still waiting for.</summary>
    public const string Force = "force";

    /// <summary>POST: no command will come; end when there is nothing to supervise.</summary>
    public const string Dismiss = "dismiss";

    /// <summary>POST: the checkout's sessions have changed; answers with all services.</summary>
    public const string Sessions = "sessions";

    /// <summary>POST a <see cref="SignalCommand"/>: send a signal to services that run.</summary>
    public const string Signal = "signal";

    /// <summary>POST a <see cref="ClearLogsCommand"/>: empty the logs of services, whether or not they run.</summary>
    public const string ClearLogs = "logs/clear";

    /// <summary>
    /// POST an <see cref="UpgradeCommand"/>: let another program go on in the supervisor's process. After the answer, requests are refused with status
    /// 503, or wait, until it does; the stream of <see cref="Events"/> ends with <see cref="HandsOver"/>.
    /// </summary>
    public const string Upgrade = "upgrade";

    /// <summary>The last line of a stream of events whose supervisor goes on as another program: the stream is to be opened again.</summary>
    public const string HandsOver = """{"handsOver":true}""";

    /// <summary>POST a <see cref="KeysCommand"/>: type into the terminal of a service.</summary>
    public const string Keys = "keys";

    /// <summary>
    /// GET <c>?service=NAME&amp;columns=N&amp;rows=N</c> with <c>Upgrade: portorch-terminal</c>: after status 101 the connection carries the
    /// terminal of a service, in frames of one byte for the kind (1 bytes, 2 size, 3 ended, 4 goes on: open it again), four for the length, and the content.
    /// </summary>
    public const string Terminal = "terminal";
}
