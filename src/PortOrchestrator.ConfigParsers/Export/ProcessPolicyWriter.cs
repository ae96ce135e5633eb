using PortOrchestrator.ConfigParsers.ProcessCompose;

namespace PortOrchestrator.ConfigParsers.Export;

/// <summary>Makes the values of <c>availability</c> and <c>shutdown</c>.</summary>
internal sealed class ProcessPolicyWriter(ServiceDefinition service, ICollection<string> losses)
{
    public MapWriter Availability()
    {
        var restart = service.Restart;
        var standard = new RestartDefinition();
        var isOnFailure = service.EndsProject.HasFlag(ProjectExit.OnFailure);
        Lose(isOnFailure && restart.Policy != RestartPolicy.No, "that its failure ends the project");
        Lose(!restart.IsExplicit && restart.Policy != RestartPolicy.No, "that it is restarted only after it has been ready once");
        Lose(restart.WithDependency, "that it is restarted with what it depends on");
        Lose(restart.ResetAfter != standard.ResetAfter, "when its count of restarts starts over");
        Lose(restart.MaxBackoff != (restart.Backoff > standard.MaxBackoff ? restart.Backoff : standard.MaxBackoff), "the longest wait before a restart");
        return new MapWriter()
            .Text("restart", restart.Policy switch
            {
                RestartPolicy.Always => "always",
                RestartPolicy.OnFailure => "on_failure",
                _ => isOnFailure ? "exit_on_failure" : null,
            })
            .Number("backoff_seconds", Whole(restart.Backoff, "the wait before a restart"), 1)
            .Number("max_restarts", restart.MaxRestarts)
            .Flag("exit_on_end", service.EndsProject.HasFlag(ProjectExit.OnEnd))
            .Flag("exit_on_skipped", service.EndsProject.HasFlag(ProjectExit.OnSkipped));
    }

    public MapWriter Shutdown()
    {
        var shutdown = service.Shutdown;
        var command = shutdown.Command ?? (service.Kind == ServiceKind.Daemon || service.Launcher is not null ? service.StopCommand : null);
        Lose(command?.Arguments is not null, "that its stop command runs without a shell");
        var text = command?.Text ?? (command?.Arguments is { } arguments ? string.Join(' ', arguments.Select(Launchers.ShellWords.Quote)) : null);
        return new MapWriter()
            .Number("signal", NumberOf(shutdown.Signal), 15)
            .Text("command", text is null ? null : ProcessText.Expanded(text))
            .Number("timeout_seconds", Whole(shutdown.Timeout, "how long it may take to stop"), 10)
            .Flag("parent_only", shutdown.ParentOnly)
            .Text("send_keys", shutdown.SendKeys is { } keys ? ProcessText.Expanded(Escaped(keys)) : null);
    }

    private static int? NumberOf(string signal)
    {
        for (var number = 1; number < 32; number++)
        {
            if (SignalNumbers.NameOf(number) == signal) return number;
        }

        return null;
    }

    private static string Escaped(string keys) => string.Concat(keys.Select(c => c switch
    {
        '\\' => @"\\",
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        _ when c < ' ' => FormattableString.Invariant($@"\x{(int)c:X2}"),
        _ => c.ToString(),
    }));

    private double Whole(TimeSpan time, string what)
    {
        var seconds = Math.Max(1, Math.Ceiling(time.TotalSeconds));
        Lose(seconds != time.TotalSeconds, what + ", which is rounded up to whole seconds");
        return seconds;
    }

    private void Lose(bool isLost, string what)
    {
        if (isLost) losses.Add($"'{service.Name}': {what}");
    }
}
