using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering.Json;

namespace PortOrchestrator.Host.Commands.Port;

/// <summary><c>portorch port list</c>.</summary>
internal static class PortListCommand
{
    public static CommandSpec Spec { get; } = new("list", "Show which service holds which port: of the machine, or of one project with --project.")
    {
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var machine = await context.OpenMachineAsync(readOnly: true, cancellationToken).ConfigureAwait(false);
        await using var _ = machine.ConfigureAwait(false);
        var query = new PortQuery();
        if (context.Arguments.Value(CommonOptions.Project) is { } name)
        {
            var project = await machine.ResolveProjectAsync(name, register: false, cancellationToken).ConfigureAwait(false);
            query = new PortQuery { ProjectId = project.ProjectId };
        }

        var allocations = await machine.Registry.ListAsync(query, cancellationToken).ConfigureAwait(false);
        if (context.Json)
        {
            var documents = allocations.Select(AllocationDocument.From);
            JsonOutput.Write(context.Terminal, [.. documents], HostJsonContext.Legible.IReadOnlyListAllocationDocument);
        }
        else if (allocations.Count == 0)
        {
            context.Notice("No port is allocated.");
        }
        else
        {
            AllocationTable.Write(context.Terminal, allocations);
        }

        return ExitCode.Success;
    }
}
