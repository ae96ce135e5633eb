using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Commands.Sessions;
using PortOrchestrator.Host.Rendering;
using PortOrchestrator.Host.Rendering.Json;

namespace PortOrchestrator.Host.Commands;

/// <summary>Tells how a start ended; shared by the commands that start services.</summary>
internal static class UpReport
{
    public static async Task<int> WriteAsync(CommandContext context, IProjectSession session, UpResult result, bool waited, CancellationToken cancellationToken)
    {
        if (ErrorOf(result) is { } error)
        {
            context.Warn(result.Warnings);
            return context.Fail(error);
        }

        if (context.Json)
        {
            JsonOutput.Write(context.Terminal, UpDocument.From(result), HostJsonContext.Legible.UpDocument);
            return result.ProjectExitCode ?? ExitCode.Success;
        }

        foreach (var notice in result.Notices) context.Notice(notice);
        context.Warn(result.Warnings);
        context.Warn(UntoldConflicts(result));
        foreach (var failure in result.Failures) ErrorWriter.WriteFailure(context.Terminal.Error, failure, context.Terminal.ErrorStyle);
        context.Terminal.Out.Write(Summary(result, waited) + "\n");
        if (result.ProjectExitCode is { } code) return code;
        if (result.Outcome != UpOutcome.NothingToDo && waited)
        {
            var http = await HttpServicesAsync(session, cancellationToken).ConfigureAwait(false);
            LinkTable.Write(context.Terminal, result.Snapshot.Services, http);
        }

        return ExitCode.Success;
    }

    /// <summary>Why the start did not work; null when it did.</summary>
    public static ErrorReport? ErrorOf(UpResult result)
    {
        if (ExitCode.ErrorOf(result.Outcome) is not { } code) return null;
        var required = result.Failures.Where(f => f.Required).Select(f => f.Service).ToList();
        var message = code switch
        {
            ErrorCode.PortConflict => "A port that a required service needs is taken; nothing was started.",
            ErrorCode.Timeout => "The time given by --timeout has passed before everything required was ready. What was started goes on.",
            _ when required.Count == 1 => $"The required service '{required[0]}' did not come up.",
            _ => $"Required services did not come up: {Words.List(required)}.",
        };
        return new ErrorReport(code, message) { Failures = result.Failures, Conflicts = result.Conflicts };
    }

    /// <summary>Port conflicts that no failure tells of as its reason.</summary>
    public static IEnumerable<string> UntoldConflicts(UpResult result) =>
        result.Conflicts.Where(c => result.Failures.All(f => f.Service != c.Service)).Select(c => c.Message);

    /// <summary>Names of the services that an http check looks at.</summary>
    public static async Task<IReadOnlySet<string>> HttpServicesAsync(IProjectSession session, CancellationToken cancellationToken)
    {
        var configuration = await session.LoadOnceAsync(cancellationToken).ConfigureAwait(false);
        return (configuration.Definition?.Services ?? [])
            .Where(s => (s.Readiness ?? s.Liveness)?.Check is HttpCheck)
            .Select(s => s.Name)
            .ToHashSet();
    }

    /// <summary>Which service the project ended with.</summary>
    public static string ProjectEnd(ServiceSnapshot cause) => cause.State == ServiceState.Completed
        ? $"The project has ended with '{cause.Name}', which has completed."
        : $"The project has ended with '{cause.Name}', which is {ServiceLine.Of(cause)}.";

    public static string Summary(UpResult result, bool waited)
    {
        var enabled = result.Snapshot.Services.Where(s => s.State != ServiceState.Disabled).ToList();
        var ready = enabled.Count(s => s.IsReady);
        if (result.Outcome == UpOutcome.NothingToDo) return "There is nothing to start.";
        if (result.Outcome == UpOutcome.ProjectEnded) return ProjectEnd(result.Snapshot.Services.First(s => s.ProjectExitCode is not null));
        if (!waited) return $"Starting: {Words.List(result.Started)}.";
        if (result.Outcome != UpOutcome.AlreadyRunning)
            return ready == enabled.Count ? $"{Words.Count(ready, "service")} ready." : $"{ready} of {Words.Count(enabled.Count, "service")} ready.";
        if (ready < enabled.Count) return $"{ready} of {Words.Count(enabled.Count, "service")} are already running; the rest was not asked for.";
        return ready == 1 ? "The service is already running." : $"All {ready} services are already running.";
    }
}
