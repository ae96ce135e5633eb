using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering;
using PortOrchestrator.Host.Rendering.Json;

namespace PortOrchestrator.Host.Commands.Port;

/// <summary><c>portorch port allocate</c>.</summary>
internal static class PortAllocateCommand
{
    private static readonly OptionSpec Prefer = new("--prefer", "This port if it is free, else another.") { ValueName = "PORT" };
    private static readonly OptionSpec Exact = new("--exact", "This port or an error (exit code 6).") { ValueName = "PORT" };
    private static readonly OptionSpec Range = new("--range", "Choose from this range.") { ValueName = "A-B" };

    public static CommandSpec Spec { get; } = new("allocate", "Give a service a port that nobody else has, and print it; the same one every time.")
    {
        Positional = new PositionalSpec("SERVICE", "The service.", Minimum: 1, Maximum: 1),
        Options = [PortOptions.Name, Prefer, Exact, Range, PortOptions.Protocol],
        Notes = ["Outside a project the current directory is the project; --project NAME registers a name."],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var arguments = context.Arguments;
        var (prefer, exact) = (arguments.Port(Prefer), arguments.Port(Exact));
        if (prefer is not null && exact is not null) throw new UsageException("'--prefer' and '--exact' contradict each other.");
        var (range, protocol) = (arguments.Range(Range), arguments.Choice(PortOptions.Protocol, PortProtocol.Tcp));
        var machine = await context.OpenMachineAsync(readOnly: false, cancellationToken).ConfigureAwait(false);
        await using var _ = machine.ConfigureAwait(false);
        var project = arguments.Value(CommonOptions.Project);
        var request = new PortRequest
        {
            Project = await machine.ResolveProjectAsync(project, register: true, cancellationToken).ConfigureAwait(false),
            Service = arguments.Positionals[0],
            Name = arguments.Value(PortOptions.Name) ?? PortDefinition.DefaultName,
            Protocol = protocol,
            Mode = exact is not null ? PortMode.Exact : prefer is not null ? PortMode.Prefer : PortMode.Auto,
            Port = exact ?? prefer,
            Range = range,
        };
        var result = await machine.Registry.AllocateAsync(request, cancellationToken).ConfigureAwait(false);
        if (result.Allocation is not { } allocation) return context.Fail(ErrorOf(request, result));
        if (result.Warning is { } warning) context.Warn([warning]);
        if (context.Json) JsonOutput.Write(context.Terminal, AllocationDocument.From(allocation), HostJsonContext.Legible.AllocationDocument);
        else context.Terminal.Out.Write($"{allocation.Port}\n");
        if (prefer is not null && allocation.Port != prefer && !context.Json && result.Reason is { } reason) context.Notice(reason);
        return ExitCode.Success;
    }

    private static ErrorReport ErrorOf(PortRequest request, PortAllocationResult result)
    {
        var code = result.Outcome switch
        {
            PortOutcome.ReservedBySystem => ErrorCode.PortReservedBySystem,
            PortOutcome.PoolExhausted => ErrorCode.PoolExhausted,
            _ => ErrorCode.PortConflict,
        };
        var holder = result.Holder is { } h ? $"Port {request.Port} is held by {h}." : $"There is no port for '{request.Service}'.";
        return new ErrorReport(code, result.Reason ?? holder)
        {
            Conflicts = code != ErrorCode.PortConflict
                ? null
                : [new ServicePortConflict
                {
                    Service = request.Service,
                    PortName = request.Name,
                    Port = request.Port,
                    Required = true,
                    Holder = result.Holder,
                    Message = $"Stop the holder, or ask with '--prefer {request.Port}' to take another port when this one is taken.",
                }],
        };
    }
}
