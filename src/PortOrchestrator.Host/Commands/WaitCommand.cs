using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Rendering;
using PortOrchestrator.Host.Rendering.Json;

namespace PortOrchestrator.Host.Commands;

/// <summary><c>portorch wait</c>.</summary>
internal static class WaitCommand
{
    private static readonly OptionSpec For = new("--for", "What to wait for: ready (the default), completed or stopped.") { ValueName = "STATE", Choices = ["ready", "completed", "stopped"] };
    private static readonly OptionSpec Timeout = new("--timeout", "How long to wait.") { ValueName = "SECONDS" };

    public static CommandSpec Spec { get; } = new("wait", "Wait for services that are started or stopped elsewhere.")
    {
        Positional = new PositionalSpec("SERVICE", "Only these services."),
        Options = [For, Timeout],
        RunAsync = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var condition = context.Arguments.Choice(For, WaitCondition.Ready);
        var timeout = context.Arguments.Seconds(Timeout);
        var session = await context.OpenProjectAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = session.ConfigureAwait(false);
        WaitResult result;
        using (var progress = new ProgressView(context.Terminal, context.Json))
        {
            result = await session.WaitAsync(context.Arguments.Positionals, condition, timeout, progress, cancellationToken)
                .ConfigureAwait(false);
        }

        if (ErrorOf(result, condition) is { } error) return context.Fail(error);
        if (context.Json) JsonOutput.Write(context.Terminal, ProjectDocument.From(result.Snapshot), HostJsonContext.Legible.ProjectDocument);
        return ExitCode.Success;
    }

    private static ErrorReport? ErrorOf(WaitResult result, WaitCondition condition)
    {
        if (result.Succeeded) return null;
        var state = Words.Of(condition);
        if (result.TimedOut && result.Failures.Count == 0)
        {
            var open = result.Snapshot.Services.Where(s => !Holds(s, condition)).Select(s => $"{s.Name} is {Words.Of(s.State)}");
            return new ErrorReport(ErrorCode.Timeout, $"The time given by --timeout has passed before everything was {state}: {Words.List(open)}.");
        }

        var names = Words.List(result.Failures.Select(f => f.Service));
        return new ErrorReport(ErrorCode.ServiceFailed, $"No longer possible to become {state}: {names}.") { Failures = result.Failures };
    }

    private static bool Holds(ServiceSnapshot service, WaitCondition condition) => service.State == ServiceState.Disabled || condition switch
    {
        WaitCondition.Ready => service.IsReady,
        WaitCondition.Completed => service.State == ServiceState.Completed,
        _ => !ActiveServices.IsActive(service),
    };
}
