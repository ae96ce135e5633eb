namespace PortOrchestrator.Supervision.Engines;

/// <summary>Knows what systemctl says when something is wrong, and what to do then.</summary>
internal static class SystemdFailures
{
    /// <summary>What it was about and the next step; null when the words are not known.</summary>
    /// <param name="output">What was said.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="isUser">Whether it is one of the user's own systemd.</param>
    public static string? Explain(string output, string unit, bool isUser)
    {
        var command = isUser ? "systemctl --user" : "systemctl";
        if (EngineText.LineWith(output, "Cannot start 'systemctl'") is not null)
            return "'systemctl' is not installed, or not in PATH; this system does not use systemd, so let another kind run the service";
        if (EngineText.LineWith(output, "System has not been booted with systemd", "Host is down") is not null)
            return "this system was not started with systemd (a container, or WSL without it); let another kind run the service";
        if (EngineText.LineWith(output, "Interactive authentication required", "Access denied", "authentication failure", "Permission denied", "polkit") is not null)
            return $"you may not control system units; run it as the administrator, allow it with a polkit rule for org.freedesktop.systemd1.manage-units, or use \"systemd_scope\": \"user\"";
        if (EngineText.LineWith(output, "Failed to connect to bus", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR") is not null)
        {
            return isUser
                ? "your own systemd does not run here; log in to a session of your own (not by 'su' or 'sudo'), or let it run always with 'loginctl enable-linger'"
                : "systemd's bus does not answer; is this a container without it?";
        }

        if (EngineText.LineWith(output, "start request repeated too quickly", "start-limit-hit") is not null)
            return $"systemd has given it up after too many starts; see '{command} status {unit}', then '{command} reset-failed {unit}'";
        if (EngineText.LineWith(output, "is masked") is not null) return $"the unit is masked; '{command} unmask {unit}' makes it usable";
        if (EngineText.LineWith(output, "not found", "could not be found", "No such file or directory") is not null)
            return $"there is no unit '{unit}'; write its file in {(isUser ? "~/.config/systemd/user" : "/etc/systemd/system")}, then '{command} daemon-reload'";
        if (EngineText.LineWith(output, "Job for ", "failed because") is { } job)
            return $"{job}; '{command} status {unit}' tells more";
        return null;
    }
}
