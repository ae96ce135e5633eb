using PortOrchestrator.Host.CommandLine;

namespace PortOrchestrator.Host.Commands.Port;

/// <summary><c>portorch port export</c>.</summary>
internal static class PortExportCommand
{
    private static readonly OptionSpec Format = new("--format", "dotenv (the default), json, powershell or bash.") { ValueName = "FORMAT", Choices = ["dotenv", "json", "powershell", "bash"] };

    public static CommandSpec Spec { get; } = new("export", "Print the variables that tell a program where the project's services are.")
    {
        Options = [Format],
        Notes =
        [
            "eval \"$(portorch port export --format bash)\" sets them in a shell.",
            "Only ports that are allocated are known; no configuration is needed.",
        ],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var format = context.Arguments.Choice(Format, context.Json ? PortExportFormat.Json : PortExportFormat.DotEnv);
        if (context.Json && format != PortExportFormat.Json) throw new UsageException("'--json' and another '--format' contradict each other.");
        var machine = await context.OpenMachineAsync(readOnly: true, cancellationToken).ConfigureAwait(false);
        await using var _ = machine.ConfigureAwait(false);
        var project = await machine.ResolveProjectAsync(context.Arguments.Value(CommonOptions.Project), register: false, cancellationToken).ConfigureAwait(false);
        var query = new PortQuery { ProjectId = project.ProjectId, Checkout = project.Checkout };
        var allocations = await machine.Registry.ListAsync(query, cancellationToken).ConfigureAwait(false);
        var export = PortExport.Of(project, allocations);
        if (!export.Succeeded) return context.Fail(new(ErrorCode.InvalidArgument, string.Join(" ", export.Problems)));
        var written = export.Write(format);
        context.Warn(written.Warnings);
        if (allocations.Count == 0) context.Notice($"No port is allocated to project '{project.Name}' yet; 'portorch up' and 'portorch port allocate' do that.");
        context.Terminal.Out.Write(written.Text);
        return ExitCode.Success;
    }
}
