using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.Launchers;

/// <summary>
/// Writes the start command of the kinds <c>compose</c> and <c>systemd</c>, and infers the rest as for a recognised launcher. It is what people
/// are shown: what is run is made of it when ports and programs are known.
/// </summary>
internal static class EngineCommands
{
    /// <summary>The check of a service of these kinds that has no other. A call of an engine's program takes longer than a connection.</summary>
    public static readonly ProbeDefinition StandardCheck = new()
    {
        Check = new EngineCheck(),
        Timeout = TimeSpan.FromSeconds(5),
        SteadyPeriod = TimeSpan.FromSeconds(10),
    };

    public static (CommandLine? Start, LauncherDefinition? Launcher) Of(Fields service, ServiceKind kind, ComposeDefinition? compose)
    {
        var text = kind == ServiceKind.Systemd ? Systemd(Unit(service, kind)) : compose is null ? null : Compose(compose, service.Has("compose_file"));
        if (text is null) return (null, null);
        var start = CommandLine.Shell(text);
        return (start, LauncherRecognizer.Recognize(start)?.Definition);
    }

    /// <summary>The unit; null when the service is of another kind, or names none.</summary>
    public static SystemdDefinition? Unit(Fields service, ServiceKind kind)
    {
        if (kind != ServiceKind.Systemd || service.Text("systemd_unit") is not { Length: > 0 } unit) return null;
        // As systemctl completes a name without a suffix.
        var name = unit.Contains('.', StringComparison.Ordinal) ? unit : unit + ".service";
        return new SystemdDefinition(name, service.Text("systemd_scope") != "system");
    }

    private static string Compose(ComposeDefinition compose, bool areFilesWritten)
    {
        var files = areFilesWritten ? compose.Files.Select(f => " -f " + ShellWords.Quote(f)) : [];
        var profiles = compose.Profiles.Select(p => " --profile " + ShellWords.Quote(p));
        return $"docker compose{string.Concat(files)}{string.Concat(profiles)} up -d {ShellWords.Quote(compose.Service)}";
    }

    private static string? Systemd(SystemdDefinition? unit) =>
        unit is null ? null : $"systemctl{(unit.IsUser ? " --user" : "")} start {ShellWords.Quote(unit.Unit)}";
}
