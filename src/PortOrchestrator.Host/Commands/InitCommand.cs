using PortOrchestrator.ConfigParsers.Detection;
using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering;
using PortOrchestrator.Host.Rendering.Json;

namespace PortOrchestrator.Host.Commands;

/// <summary><c>portorch init</c>.</summary>
internal static class InitCommand
{
    private static readonly OptionSpec Format = new("--format", "json (the default) or yaml.") { ValueName = "FORMAT", Choices = ["json", "yaml"] };
    private static readonly OptionSpec Force = new("--force", "Replace the file if it exists, or write one although the project has another.");
    private static readonly OptionSpec DryRun = new("--dry-run", "Show what was found and what would be written; write nothing.");

    private static readonly OptionSpec Output =
        new("--output", "The file to write; .project-services.json or .yaml in the project's root folder without it.") { Short = 'o', ValueName = "FILE" };

    public static CommandSpec Spec { get; } = new("init", "Find the services that the project seems to have, and write a configuration of them for review.")
    {
        Options = [Format, Force, Output, DryRun],
        Notes = ["Runs nothing of the project, and starts nothing. What is only a guess is written as disabled, with its reason."],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var arguments = context.Arguments;
        if (arguments.Has(CommonOptions.File)) throw new UsageException("'init' writes a configuration and reads none.", "Name the file to write with '--output'.");
        var options = new InitializeOptions
        {
            Syntax = arguments.Choice(Format, ConfigurationSyntax.Json),
            File = arguments.Value(Output),
            Overwrite = arguments.Has(Force),
            DryRun = arguments.Has(DryRun),
        };
        var session = await context.OpenProjectAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        var result = await session.InitializeAsync(options, cancellationToken).ConfigureAwait(false);
        if (context.Json) JsonOutput.Write(context.Terminal, InitDocument.From(result), HostJsonContext.Legible.InitDocument);
        else Write(context, result);
        return ExitCode.Success;
    }

    private static void Write(CommandContext context, InitializeResult result)
    {
        var terminal = context.Terminal;
        var detection = result.Detection;
        if (detection.Services.Count > 0) Services(detection.Services).Write(terminal.Out, terminal.OutWidth, terminal.OutStyle);
        foreach (var other in detection.AlsoSeen)
            terminal.Out.Write(Printable.Plain($"also seen in {other.Evidence}: {other.Subject}; {other.Reason}") + "\n");
        foreach (var file in detection.Unreadable) context.Warn([Printable.Plain($"{file}; what it declares is not among the services")]);
        if (detection.IsIncomplete) context.Warn(["there is more in the project than is looked at; some services may be missing"]);
        if (detection.Services.Count == 0) context.Notice("Nothing was recognised. Add services to the file by hand.");
        if (!result.IsWritten) terminal.Out.Write((detection.Services.Count > 0 ? "\n" : "") + result.Text);
        else context.Notice($"Wrote '{result.File}'. Review it, then start everything with 'portorch up'.");
    }

    private static TextTable Services(IReadOnlyList<DetectedService> services)
    {
        var table = new TextTable("SERVICE", "PORTS", "CONFIDENCE", "FOUND IN", "COMMAND");
        foreach (var service in services)
        {
            var ports = service.Ports.Select(p => (p.Name == PortDefinition.DefaultName ? "" : p.Name + ":") + (p.Port is null ? "any" : FormattableString.Invariant($"{p.Port}")));
            table.Add(
                service.IsEnabled ? service.Name : service.Name + " (disabled)",
                service.Ports.Count == 0 ? "-" : string.Join(", ", ports),
                Words.Of(service.Confidence),
                Printable.Plain(service.Evidence.ToString()),
                Printable.Plain(service.Command ?? (service.ComposeService is { } name ? $"docker compose: {name}" : "-")));
            if (!service.IsEnabled && service.Reason is { } reason) table.AddNote(Printable.Plain(reason), text => text);
        }

        return table;
    }
}
