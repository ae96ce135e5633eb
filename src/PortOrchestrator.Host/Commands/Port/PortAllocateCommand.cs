using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering;
using PortOrchestrator.Host.Rendering.Json;

namespace PortOrchestrator.Host.Commands.Port;

/// <summary><c>portorch port allocate</c>.</summary>
internal static class PortAllocateCommand
{
    public static CommandSpec Spec { get; } = new("allocate", "Give a service a port that nobody else has, and print it; the same one every time.")
    {
        Positional = new PositionalSpec("SERVICE", "The service.", Minimum: 1, Maximum: 1),
        Options =
        [
            PortOptions.Name, AllocateArguments.Prefer, AllocateArguments.Exact, AllocateArguments.Range, PortOptions.Protocol,
            AllocateArguments.Lease, AllocateArguments.Owner, AllocateArguments.TimeToLive, AllocateArguments.Ephemeral, AllocateArguments.Block,
        ],
        Notes =
        [
            "Outside a project the current directory is the project; --project NAME registers a name.",
            "--lease and --ephemeral need --owner, --ttl or both: '--lease --owner $$' lasts as long as the shell.",
            "--block N gives the ports the names 0 to N-1, with --name NAME: NAME-0 to NAME-(N-1). They move together.",
            "--verbose tells which ports were looked at and what became of them.",
        ],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var wish = AllocateArguments.Read(context.Arguments);
        var machine = await context.OpenMachineAsync(readOnly: false, cancellationToken).ConfigureAwait(false);
        await using var _ = machine.ConfigureAwait(false);
        var named = context.Arguments.Value(CommonOptions.Project);
        var project = await machine.ResolveProjectAsync(named, register: true, cancellationToken).ConfigureAwait(false);
        if (wish.BlockSize > 0)
        {
            var block = await machine.Registry.AllocateBlockAsync(wish.ToBlock(project), cancellationToken).ConfigureAwait(false);
            return Answer(context, wish, block);
        }

        var request = wish.ToRequest(project);
        return Answer(context, request, await machine.Registry.AllocateAsync(request, cancellationToken).ConfigureAwait(false));
    }

    private static int Answer(CommandContext context, PortRequest request, PortAllocationResult result)
    {
        var verbose = context.Arguments.Has(CommonOptions.Verbose);
        if (verbose) Tell(context, PortDecisionText.Describe(result));
        if (result.Allocation is not { } allocation) return context.Fail(ErrorOf(request, result));
        if (result.Warning is { } warning) context.Warn([warning]);
        if (context.Json) JsonOutput.Write(context.Terminal, DecisionDocument.From(result), HostJsonContext.Legible.DecisionDocument);
        else context.Terminal.Out.Write($"{allocation.Port}\n");
        var other = request.Mode == PortMode.Prefer && allocation.Port != request.Port;
        if (other && !verbose && !context.Json && result.Reason is { } reason) context.Notice(reason);
        return ExitCode.Success;
    }

    private static int Answer(CommandContext context, AllocateArguments wish, PortBlockResult result)
    {
        if (context.Arguments.Has(CommonOptions.Verbose)) Tell(context, PortDecisionText.Describe(result));
        if (!result.Succeeded)
        {
            var code = result.Outcome == PortOutcome.PoolExhausted ? ErrorCode.PoolExhausted : ErrorCode.PortConflict;
            return context.Fail(new ErrorReport(code, result.Reason ?? $"There is no block of {wish.BlockSize} ports for '{wish.Service}'."));
        }

        if (context.Json) JsonOutput.Write(context.Terminal, BlockDocument.From(result), HostJsonContext.Legible.BlockDocument);
        else foreach (var allocation in result.Allocations) context.Terminal.Out.Write($"{allocation.Port}\n");
        return ExitCode.Success;
    }

    private static void Tell(CommandContext context, IReadOnlyList<string> lines)
    {
        foreach (var line in lines) context.Notice(line);
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
            Decision = result,
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
