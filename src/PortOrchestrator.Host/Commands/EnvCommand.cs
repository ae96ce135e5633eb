using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering;
using PortOrchestrator.Host.Rendering.Json;

namespace PortOrchestrator.Host.Commands;

/// <summary><c>portorch env</c>.</summary>
internal static class EnvCommand
{
    public static CommandSpec Spec { get; } = new("env", "Show exactly what a service is started with: its command, folder and environment.")
    {
        Positional = new PositionalSpec("SERVICE", "The service.", Minimum: 1, Maximum: 1),
        Notes = ["The output can be read by a POSIX shell; values are shown as they are, secrets included."],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var session = await context.OpenProjectAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        var environment = await session.GetEnvironmentAsync(context.Arguments.Positionals[0], cancellationToken).ConfigureAwait(false);
        if (context.Json) JsonOutput.Write(context.Terminal, EnvironmentDocument.From(environment), HostJsonContext.Legible.EnvironmentDocument);
        else Write(context.Terminal, environment);
        return ExitCode.Success;
    }

    private static void Write(ITerminal terminal, ServiceEnvironment environment)
    {
        var command = string.Join(' ', environment.Command.Select(ShellQuote.Word)).ReplaceLineEndings("\n# ");
        terminal.Out.Write(terminal.OutStyle.Dim($"# command: {command}") + "\n");
        terminal.Out.Write(terminal.OutStyle.Dim($"# folder: {environment.WorkingDirectory}") + "\n");
        foreach (var (name, value) in environment.Environment.OrderBy(v => v.Key, StringComparer.Ordinal))
            terminal.Out.Write($"{name}={ShellQuote.Word(value)}\n");
    }
}
