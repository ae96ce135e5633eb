using PortOrchestrator.Sessions;

namespace PortOrchestrator.ConfigParsers.Keys;

/// <summary>The words of the project file.</summary>
internal static class Vocabulary
{
    public static readonly Choices<ServiceKind> Kinds = new(
        ("process", ServiceKind.Process),
        ("daemon", ServiceKind.Daemon),
        ("task", ServiceKind.Task),
        ("compose", ServiceKind.Compose),
        ("systemd", ServiceKind.Systemd),
        ("external", ServiceKind.External));

    public static readonly Choices<ServiceScope> Scopes = new(
        ("checkout", ServiceScope.Checkout),
        ("project", ServiceScope.Project),
        ("machine", ServiceScope.Machine));

    public static readonly Choices<PortMode> PortModes = new(
        ("auto", PortMode.Auto),
        ("prefer", PortMode.Prefer),
        ("exact", PortMode.Exact));

    public static readonly Choices<PortProtocol> Protocols = new(
        ("tcp", PortProtocol.Tcp),
        ("udp", PortProtocol.Udp));

    public static readonly Choices<DependencyCondition> Conditions = new(
        ("started", DependencyCondition.Started),
        ("running", DependencyCondition.Running),
        ("ready", DependencyCondition.Ready),
        ("completed", DependencyCondition.Completed),
        ("completed_successfully", DependencyCondition.CompletedSuccessfully),
        ("log_ready", DependencyCondition.LogReady));

    public static readonly Choices<RestartPolicy> RestartPolicies = new(
        ("no", RestartPolicy.No),
        ("on_failure", RestartPolicy.OnFailure),
        ("always", RestartPolicy.Always));

    public static readonly Choices<LivenessAction> LivenessActions = new(
        ("restart", LivenessAction.Restart),
        ("report", LivenessAction.Report));

    public static readonly ChoiceShape Signals = new(
    [
        "SIGTERM", "SIGINT", "SIGQUIT", "SIGHUP", "SIGKILL", "SIGABRT", "SIGALRM", "SIGCONT", "SIGUSR1", "SIGUSR2", "SIGWINCH",
    ]);

    public static readonly Choices<StopPolicy> StopPolicies = new(
        ("never", StopPolicy.Never),
        ("grace", StopPolicy.Grace),
        ("immediate", StopPolicy.Immediate));

    public static readonly Choices<SessionMode> SessionModes = new(
        ("ensure", SessionMode.Ensure),
        ("report", SessionMode.Report),
        ("off", SessionMode.Off));

    public static readonly ChoiceShape SystemdScopes = new(["user", "system"]);
}
