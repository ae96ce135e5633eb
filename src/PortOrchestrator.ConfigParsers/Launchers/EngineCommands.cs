using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.Launchers;

/// <summary>Writes the start command of the kinds <c>compose</c> and <c>systemd</c> and infers the rest as for a recognised launcher.</summary>
internal static class EngineCommands
{
    public static (CommandLine? Start, LauncherDefinition? Launcher) Of(Fields service, ServiceKind kind)
    {
        var text = kind == ServiceKind.Compose ? Compose(service) : Systemd(service);
        if (text is null) return (null, null);
        var start = CommandLine.Shell(text);
        return (start, LauncherRecognizer.Recognize(start)?.Definition);
    }

    private static string? Compose(Fields service)
    {
        if (service.Text("compose_service") is not { Length: > 0 } name) return null;
        var files = service.Scalars("compose_file").Where(f => f.Text.Length > 0).Select(f => " -f " + ShellWords.Quote(FilePaths.Resolve(f)));
        var profiles = service.Scalars("compose_profiles").Select(p => " --profile " + ShellWords.Quote(p.Text));
        return $"docker compose{string.Concat(files)}{string.Concat(profiles)} up -d {ShellWords.Quote(name)}";
    }

    private static string? Systemd(Fields service)
    {
        if (service.Text("systemd_unit") is not { Length: > 0 } unit) return null;
        var scope = service.Text("systemd_scope") == "system" ? "" : " --user";
        return $"systemctl{scope} start {ShellWords.Quote(unit)}";
    }
}
