using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.ServiceGraph;

namespace PortOrchestrator.Host.Commands;

/// <summary><c>portorch graph</c>.</summary>
internal static class GraphCommand
{
    private static readonly OptionSpec Format = new("--format", "tree (the default), mermaid or json.") { ValueName = "FORMAT", Choices = ["tree", "mermaid", "json"] };

    public static CommandSpec Spec { get; } = new("graph", "Show which service waits for which.")
    {
        Positional = new PositionalSpec("SERVICE", "Only these services and what they depend on."),
        Options = [Format, .. SelectionOptions.All],
        Notes = ["Without a selection disabled services are shown, too."],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var format = context.Arguments.Choice(Format, context.Json ? GraphFormat.Json : GraphFormat.Tree);
        if (context.Json && format != GraphFormat.Json) throw new UsageException("'--json' and another '--format' contradict each other.");
        var selection = SelectionOptions.Read(context.Arguments);
        var session = await context.OpenProjectAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        var configuration = await session.LoadAsync(cancellationToken).ConfigureAwait(false);
        if (configuration.NotFound) return context.Fail(await ConfigurationErrors.NotFoundAsync(session, configuration, cancellationToken).ConfigureAwait(false));
        if (!configuration.IsValid || configuration.Definition is not { } definition)
            return context.Fail(ConfigurationErrors.Invalid(configuration));
        if (!IsWhole(selection))
        {
            var plan = await session.PlanAsync(new UpOptions { Selection = selection }, cancellationToken).ConfigureAwait(false);
            context.Terminal.Out.Write(GraphRenderer.Render(plan.Plan, format));
            return ExitCode.Success;
        }

        var built = DependencyGraph.Build(definition);
        if (built.Graph is not { } graph)
            return context.Fail(ConfigurationErrors.Invalid(configuration with { Diagnostics = built.Diagnostics }));
        context.Terminal.Out.Write(GraphRenderer.Render(graph, format));
        return ExitCode.Success;
    }

    private static bool IsWhole(StartSelection selection) =>
        selection is { Services.Count: 0, Namespaces.Count: 0, FirstTier: 0, LastTier: 3, WithoutDependencies: false };
}
