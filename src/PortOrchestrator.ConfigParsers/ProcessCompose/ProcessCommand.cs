using PortOrchestrator.ConfigParsers.Documents;
using PortOrchestrator.ConfigParsers.ProjectServices;

namespace PortOrchestrator.ConfigParsers.ProcessCompose;

/// <summary>Reads what a process runs.</summary>
internal sealed class ProcessCommand(DiagnosticBag diagnostics, ProcessShell shell)
{
    public CommandLine Read(Fields process, TemplateText templates, ReplicaPorts ports, string name)
    {
        var command = Written(process, templates, ports, name);
        return process.Flag("is_elevated") == true ? shell.Elevate(command, process.PlaceOf("is_elevated")) : command;
    }

    private CommandLine Written(Fields process, TemplateText templates, ReplicaPorts ports, string name)
    {
        var entrypoint = process.Scalars("entrypoint");
        if (process.Scalar("command") is { } command)
        {
            if (entrypoint.Count > 0)
                diagnostics.Warning(DiagnosticCodes.LeftOut, process.PlaceOf("entrypoint"), "'entrypoint' is not used, for 'command' is given, too", "keep one of them");
            return CommandLine.Shell(process.Flag("is_template_disabled") == true ? command.Text : templates.Render(command));
        }

        if (entrypoint.Count > 0) return CommandLine.Exec([.. entrypoint.Select(e => ports.Fill(ports.Point(e.Text)))]);
        diagnostics.Warning(
            DiagnosticCodes.MissingKey,
            process.Node.Place,
            $"the process '{name}' has no command; the shell is started without one, as in process-compose",
            "add 'command' or 'entrypoint'");
        return CommandLine.Exec(shell.Program);
    }
}
