using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering;
using PortOrchestrator.Host.Rendering.Json;

namespace PortOrchestrator.Host.Commands.Port;

/// <summary><c>portorch port who</c>.</summary>
internal static class PortWhoCommand
{
    public static CommandSpec Spec { get; } = new("who", "Show who listens on a port, and whose it is.")
    {
        Positional = PortOptions.Number,
        Options = [PortOptions.Protocol],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var port = ArgumentReader.ParsePort(context.Arguments.Positionals[0], PortOptions.Number.Name);
        var protocol = context.Arguments.Choice(PortOptions.Protocol, PortProtocol.Tcp);
        var machine = await context.OpenMachineAsync(readOnly: true, cancellationToken).ConfigureAwait(false);
        await using var _ = machine.ConfigureAwait(false);
        var holders = await machine.Registry.FindHoldersAsync(port, protocol, cancellationToken).ConfigureAwait(false);
        if (context.Json)
            JsonOutput.Write(context.Terminal, [.. holders.Select(h => HolderDocument.From(h)!)], HostJsonContext.Legible.IReadOnlyListHolderDocument);
        else if (holders.Count == 0) context.Notice($"Nobody listens on port {port}, and nobody holds it.");
        else Write(context.Terminal, holders);
        return ExitCode.Success;
    }

    private static void Write(ITerminal terminal, IReadOnlyList<PortHolder> holders)
    {
        var table = new TextTable("PORT", "ADDRESS", "PID", "USER", "SERVICE", "PROJECT", "COMMAND");
        foreach (var h in holders)
        {
            table.Add(
                $"{h.Port}/{Words.Of(h.Protocol)}",
                h.Address ?? "(nobody listens)",
                h.Pid,
                h.User ?? "-",
                h.Allocation?.Service ?? "-",
                h.Allocation is { } a ? a.Project : "-",
                h.Command ?? "-");
        }

        table.Write(terminal.Out, terminal.OutWidth, terminal.OutStyle);
    }
}
