namespace PortOrchestrator.PowerShell;

/// <summary>Says on the cmdlet's streams how a start, a stop or a wait went.</summary>
internal static class OutcomeReporter
{
    /// <summary>Conflicts and failures of what is required are errors, of the rest warnings.</summary>
    public static void Report(AsyncCommand cmdlet, UpResult result, ProjectIdentity project)
    {
        foreach (var notice in result.Notices) cmdlet.Explain(notice);
        foreach (var warning in result.Warnings) cmdlet.Warn(warning);
        foreach (var conflict in result.Conflicts)
        {
            if (conflict.Required) cmdlet.Report(ErrorCode.PortConflict, conflict.Message, conflict.Port ?? (object)conflict.Service);
            else cmdlet.Warn(conflict.Message);
        }

        if (result.Outcome == UpOutcome.ProjectEnded) ReportEnd(cmdlet, result.Snapshot.Services.First(s => s.ProjectExitCode is not null), project);
        else Report(cmdlet, result.Failures);
        if (result.Outcome == UpOutcome.TimedOut) cmdlet.Report(ErrorCode.Timeout, TimedOut(project, result.Snapshot), project.Name);
        if (result.Outcome == UpOutcome.AlreadyRunning) cmdlet.Explain($"All services of project '{project.Name}' were already up.");
        if (result.Outcome == UpOutcome.NothingToDo) cmdlet.Explain($"There is nothing to start in project '{project.Name}'.");
    }

    /// <summary>What was left running, or had to be killed, are warnings.</summary>
    public static void Report(AsyncCommand cmdlet, DownResult result, ProjectIdentity project)
    {
        foreach (var left in result.LeftRunning) cmdlet.Warn(left);
        foreach (var stubborn in result.Stubborn) cmdlet.Warn(stubborn);
        cmdlet.Explain(result.Stopped.Count == 0
            ? $"Nothing ran in project '{project.Name}'."
            : $"Stopped in project '{project.Name}': {string.Join(", ", result.Stopped)}.");
    }

    /// <summary>What can no longer come true, and the time limit, are errors.</summary>
    public static void Report(AsyncCommand cmdlet, WaitResult result, ProjectIdentity project)
    {
        Report(cmdlet, result.Failures);
        if (result.TimedOut) cmdlet.Report(ErrorCode.Timeout, TimedOut(project, result.Snapshot), project.Name);
    }

    // An end with success is what was wanted; any other is a failure of the service that ended the project.
    private static void ReportEnd(AsyncCommand cmdlet, ServiceSnapshot cause, ProjectIdentity project)
    {
        var text = $"Project '{project.Name}' has ended with its service '{cause.Name}': {cause.Reason ?? "it has completed"} (exit code {cause.ProjectExitCode}).";
        if (cause.ProjectExitCode == 0) cmdlet.Explain(text);
        else cmdlet.Report(ErrorCode.ServiceFailed, text, cause.Name);
    }

    private static void Report(AsyncCommand cmdlet, IReadOnlyList<ServiceFailure> failures)
    {
        foreach (var failure in failures)
        {
            if (failure.Required) cmdlet.Report(ErrorCode.ServiceFailed, Describe(failure), failure.Service);
            else cmdlet.Warn(Describe(failure));
        }
    }

    private static string Describe(ServiceFailure failure)
    {
        var text = $"Service '{failure.Service}' is {failure.State.ToString().ToLowerInvariant()}: {failure.Reason ?? "no reason is known"}";
        if (failure.ExitCode is { } code && failure.Reason?.Contains($"{code}", StringComparison.Ordinal) != true) text += $" (exit code {code})";
        if (failure.LastLines.Count == 0) return failure.LogPath is null ? text : $"{text} Its log is '{failure.LogPath}'.";
        return $"{text}{Environment.NewLine}The end of its log '{failure.LogPath}':{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", failure.LastLines)}";
    }

    private static string TimedOut(ProjectIdentity project, ProjectSnapshot snapshot)
    {
        var open = snapshot.Services.Where(s => !s.IsReady && s.State is not (ServiceState.Disabled or ServiceState.Failed or ServiceState.Skipped));
        return $"The time limit passed in project '{project.Name}' ({project.Root}). Not there yet: {string.Join(", ", open.Select(s => s.ToString()))}.";
    }
}
