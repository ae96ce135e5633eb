using PortOrchestrator.ConfigParsers.Export;
using PortOrchestrator.Host.CommandLine;

namespace PortOrchestrator.Host.Commands;

/// <summary><c>portorch convert</c>.</summary>
internal static class ConvertCommand
{
    private static readonly OptionSpec To = new("--to", "project-services or process-compose.") { ValueName = "FORMAT", Choices = ["project-services", "process-compose"] };
    private static readonly OptionSpec Output = new("--output", "A file to write, which must not exist; standard output without it.") { Short = 'o', ValueName = "FILE" };

    public static CommandSpec Spec { get; } = new("convert", "Write the configuration in another format, and tell what it has no words for.")
    {
        Options = [To, Output],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Json) throw new UsageException("'convert' prints a file, which '--json' does not change.", "Leave it out.");
        var format = Format(context.Arguments);
        var session = await context.OpenProjectAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        var result = await session.LoadAsync(cancellationToken).ConfigureAwait(false);
        if (result.NotFound) return context.Fail(await ConfigurationErrors.NotFoundAsync(session, result, cancellationToken).ConfigureAwait(false));
        if (!result.IsValid || result.Definition is not { } definition) return context.Fail(ConfigurationErrors.Invalid(result));
        var written = ConfigurationExporter.Write(definition, format);
        if (context.Arguments.Value(Output) is { } file) await WriteAsync(file, written.Text, cancellationToken).ConfigureAwait(false);
        else context.Terminal.Out.Write(written.Text);
        context.Warn(written.Losses.Select(l => "not written: " + l));
        if (result.HasPendingCommands) context.Warn(["not written: the commands of env_cmds, whose results stay as they were named"]);
        return ExitCode.Success;
    }

    private static ExportFormat Format(ParsedArguments arguments) => arguments.Value(To) switch
    {
        "project-services" => ExportFormat.ProjectServices,
        "process-compose" => ExportFormat.ProcessCompose,
        null => throw new UsageException("'convert' needs a format.", "Add '--to project-services' or '--to process-compose'."),
        var other => throw new UsageException($"'{other}' is no format.", "Use '--to project-services' or '--to process-compose'."),
    };

    private static async Task WriteAsync(string file, string text, CancellationToken cancellationToken)
    {
        try
        {
            var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            await using (stream.ConfigureAwait(false))
                await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PortOrchestratorException(ErrorCode.InvalidArgument, $"The file '{file}' cannot be written: {e.Message}");
        }
    }
}
