using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering.Json;

namespace PortOrchestrator.Host.Commands.Port;

/// <summary><c>portorch port release</c>.</summary>
internal static class PortReleaseCommand
{
    private static readonly OptionSpec Number = new("--port", "The allocation of this port, whosever it is (of one project with --project).") { ValueName = "PORT" };

    public static CommandSpec Spec { get; } = new("release", "Give a service's ports back.")
    {
        Positional = new PositionalSpec("SERVICE", "The service; all its ports, or one with --name.", Minimum: 0, Maximum: 1),
        Options = [PortOptions.Name, Number, PortOptions.Protocol],
        Notes = ["Releasing what nobody holds is no error."],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var arguments = context.Arguments;
        var number = arguments.Port(Number);
        var service = arguments.Positionals is [var only] ? only : null;
        if (service is null == number is null) throw new UsageException("Say what to release: either a SERVICE or '--port PORT'.");
        if (service is null && arguments.Has(PortOptions.Name)) throw new UsageException("'--name' goes with a SERVICE.");
        var query = new PortQuery
        {
            Service = service,
            Name = arguments.Value(PortOptions.Name),
            Port = number,
            Protocol = arguments.Has(PortOptions.Protocol) ? arguments.Choice(PortOptions.Protocol, PortProtocol.Tcp) : null,
        };
        var machine = await context.OpenMachineAsync(readOnly: false, cancellationToken).ConfigureAwait(false);
        await using var _ = machine.ConfigureAwait(false);
        if (service is not null || arguments.Has(CommonOptions.Project))
        {
            var project = await machine.ResolveProjectAsync(arguments.Value(CommonOptions.Project), register: false, cancellationToken).ConfigureAwait(false);
            query = query with { ProjectId = project.ProjectId, Checkout = project.Checkout };
        }

        var released = await machine.Registry.ReleaseAsync(query, cancellationToken).ConfigureAwait(false);
        Write(context, released);
        return ExitCode.Success;
    }

    private static void Write(CommandContext context, IReadOnlyList<PortAllocation> released)
    {
        if (context.Json)
        {
            JsonOutput.Write(context.Terminal, [.. released.Select(AllocationDocument.From)], HostJsonContext.Legible.IReadOnlyListAllocationDocument);
            return;
        }

        if (released.Count == 0) context.Notice("Nobody holds such a port; nothing was released.");
        foreach (var allocation in released)
        {
            context.Terminal.Out.Write($"Released {AllocationTable.Describe(allocation)}.\n");
            if (allocation.Pid is { } pid) context.Warn([$"'{allocation.Service}' still runs (pid {pid}) and goes on using the port."]);
        }
    }
}
