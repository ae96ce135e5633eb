using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.ServiceGraph;

namespace PortOrchestrator.Host.Commands;

/// <summary><c>portorch graph</c>.</summary>
internal static class GraphCommand
{
    private static readonly OptionSpec Format = new("--format", "tree (the default), mermaid or json.") { ValueName = "FORMAT" };

    public static CommandSpec Spec { get; } = new("graph", "Show which service waits for which.") { Options = [Format], RunAsync = RunAsync };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var format = context.Arguments.Choice(Format, context.Json ? GraphFormat.Json : GraphFormat.Tree);
        if (context.Json && format != GraphFormat.Json) throw new UsageException("'--json' and another '--format' contradict each other.");
        var session = await context.OpenProjectAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        var configuration = await session.LoadAsync(cancellationToken).ConfigureAwait(false);
        if (configuration.NotFound) return context.Fail(ConfigurationErrors.NotFound(session.Project, configuration));
        if (!configuration.IsValid || configuration.Definition is not { } definition)
            return context.Fail(ConfigurationErrors.Invalid(configuration));
        var built = DependencyGraph.Build(definition);
        if (built.Graph is not { } graph)
            return context.Fail(ConfigurationErrors.Invalid(configuration with { Diagnostics = built.Diagnostics }));
        context.Terminal.Out.Write(GraphRenderer.Render(graph, format));
        return ExitCode.Success;
    }
}
