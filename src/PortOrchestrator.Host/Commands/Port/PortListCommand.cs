using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering.Json;

namespace PortOrchestrator.Host.Commands.Port;

/// <summary><c>portorch port list</c>.</summary>
internal static class PortListCommand
{
    public static CommandSpec Spec { get; } = new("list", "Show which service holds which port: of the machine, or of one project with --project.")
    {
        Notes =
        [
            "STATE, HEALTH and PID are the service's, as its supervisor last told; SOCKET is what is so now: listening, free, or taken by somebody else.",
        ],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var machine = await context.OpenMachineAsync(readOnly: false, cancellationToken).ConfigureAwait(false);
        await using var _ = machine.ConfigureAwait(false);
        var query = new PortQuery();
        if (context.Arguments.Value(CommonOptions.Project) is { } name)
        {
            var project = await machine.ResolveProjectAsync(name, register: false, cancellationToken).ConfigureAwait(false);
            query = new PortQuery { ProjectId = project.ProjectId };
        }

        var allocations = await machine.Registry.InspectAsync(query, cancellationToken).ConfigureAwait(false);
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
            context.Warn(allocations.Select(Conflict).OfType<string>());
        }

        return ExitCode.Success;
    }

    private static string? Conflict(PortAllocation allocation) =>
        PortConflictText.Describe(allocation) is { } sentence ? $"{sentence}; {PortConflictText.NextStep(allocation)}" : null;
}
