using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>The shell that runs the project's commands, and the program that gives them other rights.</summary>
internal sealed class ProcessShell
{
    private readonly DiagnosticBag _diagnostics;
    private readonly Func<string, string?> _variable;
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);
    private readonly string _argument;
    private readonly string _elevation;
    private readonly string? _elevationArgument;

    /// <param name="project">The project's keys.</param>
    /// <param name="variable">The caller's variables.</param>
    /// <param name="diagnostics">Where findings go.</param>
    public ProcessShell(Fields project, Func<string, string?> variable, DiagnosticBag diagnostics)
    {
        (_diagnostics, _variable) = (diagnostics, variable);
        var written = project.Map("shell") is { } map ? new Fields(map) : new Fields(new MapNode(project.Node.Place, []));
        Program = written.Text("shell_command") ?? Standard();
        _argument = written.Text("shell_argument") ?? (OperatingSystem.IsWindows() ? "/C" : "-c");
        // A supervisor has no terminal to ask for a password on, so sudo is told to fail at once instead.
        _elevation = written.Text("elevated_shell_command") ?? "sudo";
        _elevationArgument = written.Text("elevated_shell_argument") ?? (written.Has("elevated_shell_command") ? null : "-n");
        RequireProgram(Program, written.Has("shell_command") ? written.PlaceOf("shell_command") : project.Node.Place, "no command can be run");
    }

    public string Program { get; }

    public IReadOnlyList<string> Prefix => [Program, _argument];

    /// <summary>The command with other rights: the whole of it, not only its first part as in process-compose.</summary>
    public CommandLine Elevate(CommandLine command, Place place)
    {
        RequireProgram(_elevation, place, "this process cannot be started");
        IEnumerable<string> arguments = command.Arguments ?? [.. Prefix, command.Text ?? ""];
        IEnumerable<string> before = _elevationArgument is null ? [_elevation] : [_elevation, _elevationArgument];
        return CommandLine.Exec([.. before, .. arguments]);
    }

    private string Standard()
    {
        if (_variable("COMPOSE_SHELL") is { Length: > 0 } own) return own;
        return OperatingSystem.IsWindows() ? "cmd" : "bash";
    }

    private void RequireProgram(string program, Place place, string consequence)
    {
        if (OperatingSystem.IsWindows() || IsInstalled(program) || !_missing.Add(program)) return;
        _diagnostics.Warning(
            DiagnosticCodes.ShellMissing, place, $"the program '{program}' is not installed, so {consequence}", "install it, or name another one under 'shell'");
    }

    private bool IsInstalled(string program)
    {
        if (program.Contains('/')) return File.Exists(program);
        var folders = (_variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Any(f => File.Exists(Path.Join(f, program)));
    }
}
