using PortOrchestrator.Supervision.Engines;

namespace PortOrchestrator.Engines;

/// <summary>Looks at the engines that services ask for.</summary>
internal sealed class EngineDoctor(IReadOnlyDictionary<string, string> environment, IEngineCommands commands)
{
    private readonly EngineCalls _calls = new(commands, Path.GetTempPath(), environment);

    /// <summary>The findings about Docker and Compose.</summary>
    public async Task<DoctorFinding> ExamineComposeAsync(CancellationToken cancellationToken)
    {
        var program = await ComposePrograms.FindAsync(_calls, cancellationToken).ConfigureAwait(false);
        var daemon = await _calls.AskAsync(["docker", "version", "--format", "{{.Server.Version}}"], cancellationToken).ConfigureAwait(false);
        var host = environment.GetValueOrDefault("DOCKER_HOST");
        if (!daemon.Success) return Problem("docker", ComposeFailures.Explain(daemon.Text, "", host) ?? EngineText.Last(daemon.Text) ?? "docker does not answer");
        if (program.Version is null)
            return Problem("docker", "Docker is installed without Compose; install the package docker-compose-plugin, or docker-compose");
        var note = program.CanReplacePorts ? "" : "; it cannot publish a port elsewhere than its file says, unless that is a variable (2.24.4 and later can)";
        return new DoctorFinding("docker", DiagnosticSeverity.Information, $"daemon {daemon.Output.Trim()}, {program}{note}", null);
    }

    /// <summary>The findings about systemd.</summary>
    public async Task<DoctorFinding> ExamineSystemdAsync(bool isUser, CancellationToken cancellationToken)
    {
        var subject = isUser ? "systemd (user)" : "systemd (system)";
        var answer = await _calls.AskAsync(isUser ? ["systemctl", "--user", "is-system-running"] : ["systemctl", "is-system-running"], cancellationToken).ConfigureAwait(false);
        // A degraded system ends the command with an error, and still answers.
        var state = answer.Output.Trim();
        if (state.Length > 0 && state != "offline" && state != "unknown") return new DoctorFinding(subject, DiagnosticSeverity.Information, $"answers; it is {state}", null);
        return Problem(subject, SystemdFailures.Explain(answer.Text, "", isUser) ?? EngineText.Last(answer.Text) ?? "it does not answer");
    }

    private static DoctorFinding Problem(string subject, string explanation)
    {
        var parts = explanation.Split("; ", 2);
        return new DoctorFinding(subject, DiagnosticSeverity.Warning, parts[0], parts.Length > 1 ? parts[1] : null);
    }
}
