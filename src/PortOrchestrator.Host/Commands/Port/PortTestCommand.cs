using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering.Json;

namespace PortOrchestrator.Host.Commands.Port;

/// <summary><c>portorch port test</c>.</summary>
internal static class PortTestCommand
{
    public static CommandSpec Spec { get; } = new("test", "Tell whether a port is free.")
    {
        Positional = PortOptions.Number,
        Options = [PortOptions.Protocol],
        Notes = ["Ends with 0 when the port is free, with 1 when it is taken."],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var port = ArgumentReader.ParsePort(context.Arguments.Positionals[0], PortOptions.Number.Name);
        var protocol = context.Arguments.Choice(PortOptions.Protocol, PortProtocol.Tcp);
        var machine = await context.OpenMachineAsync(readOnly: true, cancellationToken).ConfigureAwait(false);
        await using var _ = machine.ConfigureAwait(false);
        var result = await machine.Registry.TestAsync(port, protocol, cancellationToken).ConfigureAwait(false);
        if (context.Json) JsonOutput.Write(context.Terminal, PortTestDocument.From(result), HostJsonContext.Legible.PortTestDocument);
        else context.Terminal.Out.Write(Sentence(result) + "\n");
        return result.Available ? ExitCode.Success : ExitCode.Failure;
    }

    private static string Sentence(PortTestResult result)
    {
        if (result.Available) return $"Port {result.Port} is free.";
        return result.Reason ?? (result.Holder is { } holder ? $"Port {result.Port} is taken by {holder}." : $"Port {result.Port} is taken.");
    }
}
