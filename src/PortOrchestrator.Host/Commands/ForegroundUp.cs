using System.Threading.Channels;
using PortOrchestrator.Host.CommandLine;
using PortOrchestrator.Host.Commands.Sessions;
using PortOrchestrator.Host.Rendering;
using PortOrchestrator.Supervision.Logs;

namespace PortOrchestrator.Host.Commands;

/// <summary>
/// <c>portorch up</c> in the foreground: a client of the detached supervisor that shows merged logs. Ctrl-C, SIGTERM, SIGHUP and a reader
/// that has gone away stop the services, a second Ctrl-C kills them, SIGQUIT leaves them running.
/// </summary>
internal sealed class ForegroundUp(CommandContext context, IProjectSession session, UpOptions options, bool watchConfiguration = false)
{
    private static readonly TimeSpan ForceInterval = TimeSpan.FromMilliseconds(200);

    // What the services have written by the end is shown; one that goes on writing must not keep the command.
    private static readonly TimeSpan LastOutput = TimeSpan.FromSeconds(2);

    // What a new service wrote while the reload was still under way is shown, too.
    private static readonly TimeSpan ReloadTime = TimeSpan.FromMinutes(1);
    private readonly Channel<Output> _output = Channel.CreateUnbounded<Output>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<string, ServiceSnapshot> _services = [];
    private readonly List<Task> _following = [];
    private CancellationToken _endOutput;
    private CancellationToken _cutOutput;
    private bool _failuresEndIt = true;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var ending = new ForegroundEnding(context.Signals);
        context.Interruption.StandBack();
        using var endOutput = new CancellationTokenSource();
        using var cutOutput = new CancellationTokenSource();
        var printing = PrintAsync(ending);
        var since = context.Time.GetUtcNow();
        (_endOutput, _cutOutput) = (endOutput.Token, cutOutput.Token);
        _following.Add(FollowLogsAsync(options.Selection.Services, since));
        try
        {
            return await SuperviseAsync(ending, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await endOutput.CancelAsync().ConfigureAwait(false);
            cutOutput.CancelAfter(LastOutput);
            await Task.WhenAll(_following).ConfigureAwait(false);
            _output.Writer.Complete();
            await printing.ConfigureAwait(false);
        }
    }

    private async Task<int> SuperviseAsync(ForegroundEnding ending, CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, ending.Token);
        var reloading = new ConfigurationReload(session, context.Time);
        await using var _ = reloading.ConfigureAwait(false);
        try
        {
            // A change that is made while the services start is not missed.
            if (watchConfiguration) await reloading.WatchAsync(linked.Token).ConfigureAwait(false);
            var result = await session.UpAsync(options, new ChannelProgress(this), linked.Token).ConfigureAwait(false);
            _failuresEndIt = await FailuresEndItAsync(linked.Token).ConfigureAwait(false);
            if (UpReport.ErrorOf(result) is { } error && (_failuresEndIt || error.Code != ErrorCode.ServiceFailed))
                return await GiveUpAsync(result, error, cancellationToken).ConfigureAwait(false);
            await TellReadyAsync(result, linked.Token).ConfigureAwait(false);
            if (!result.Snapshot.Services.Any(ActiveServices.IsActive)) return await FinishAsync(result.Snapshot.Services, linked.Token).ConfigureAwait(false);
            if (!watchConfiguration) return await WatchAsync(linked.Token).ConfigureAwait(false);
            reloading.Start(TellReload, linked.Token);
            return await WatchAsync(linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ending.Token.IsCancellationRequested)
        {
            return ending.Detached ? await DetachAsync(cancellationToken).ConfigureAwait(false) : await StopAsync(ending).ConfigureAwait(false);
        }
    }

    // As in process-compose itself, a process that fails is told of and the others go on, unless its own exit policy says otherwise.
    private async Task<bool> FailuresEndItAsync(CancellationToken cancellationToken) =>
        (await session.LoadOnceAsync(cancellationToken).ConfigureAwait(false)).Definition?.Format != "process-compose";

    // What else is running was up before this call and is not this call's to stop.
    private async Task<int> GiveUpAsync(UpResult result, ErrorReport error, CancellationToken cancellationToken)
    {
        Say(_ => context.Warn(result.Warnings));
        Say(_ => context.Fail(error));
        if (error.Code == ErrorCode.ServiceFailed && result.Started.Count + result.Joined.Count > 0)
            await session.DownAsync(new DownOptions { Services = [.. result.Started, .. result.Joined] }, new ChannelProgress(this), cancellationToken).ConfigureAwait(false);
        return ExitCode.From(error.Code);
    }

    private async Task TellReadyAsync(UpResult result, CancellationToken cancellationToken)
    {
        var http = await UpReport.HttpServicesAsync(session, cancellationToken).ConfigureAwait(false);
        var interactive = await InteractiveAsync(result.Snapshot, cancellationToken).ConfigureAwait(false);
        Say(_ =>
        {
            foreach (var notice in result.Notices) context.Notice(notice);
            context.Warn(result.Warnings);
            context.Warn(UpReport.UntoldConflicts(result));
            foreach (var failure in result.Failures) ErrorWriter.WriteFailure(context.Terminal.Error, failure, context.Terminal.ErrorStyle);
            context.Terminal.Out.Write(UpReport.Summary(result, options.Wait) + "\n");
            LinkTable.Write(context.Terminal, result.Snapshot.Services, http);
            foreach (var name in interactive) context.Notice($"'{name}' reads keys: 'portorch attach {name}', in another terminal, types into it.");
        });
    }

    // Their keyboard is not this one: what is typed here would have to be for one of them, and Ctrl-C for all.
    private async Task<IReadOnlyList<string>> InteractiveAsync(ProjectSnapshot snapshot, CancellationToken cancellationToken)
    {
        var definition = (await session.LoadOnceAsync(cancellationToken).ConfigureAwait(false)).Definition;
        var running = snapshot.Services.Where(s => s.Pid is not null).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        return [.. (definition?.Services ?? []).Where(s => s.Interactive && running.Contains(s.Name)).Select(s => s.Name)];
    }

    private async Task<int> WatchAsync(CancellationToken cancellationToken)
    {
        var expected = (await session.GetSnapshotAsync(cancellationToken).ConfigureAwait(false)).Services;
        foreach (var service in expected) Note(service);
        await foreach (var service in session.WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            Note(service);
            if (!_services.Values.Any(ActiveServices.IsActive)) return await FinishAsync([.. _services.Values], cancellationToken).ConfigureAwait(false);
        }

        if (!_services.Values.Any(ActiveServices.IsActive)) return await FinishAsync([.. _services.Values], cancellationToken).ConfigureAwait(false);
        // The stream also ends with the supervisor; what the journal says now is what remains.
        var last = await session.GetSnapshotAsync(cancellationToken).ConfigureAwait(false);
        if (!last.Services.Any(ActiveServices.IsActive)) return await FinishAsync(last.Services, cancellationToken).ConfigureAwait(false);
        Say(_ => context.Notice("The supervisor has ended; its services go on. 'portorch up' takes them over again, 'portorch down' stops them."));
        return ExitCode.Failure;
    }

    private async Task<int> FinishAsync(IReadOnlyCollection<ServiceSnapshot> services, CancellationToken cancellationToken)
    {
        // Nothing here needs them any more, and nobody will call 'down'.
        var shared = services.Where(s => s.Scope > session.Project.Scope && s.State != ServiceState.Disabled).Select(s => s.Name).ToList();
        if (shared.Count > 0)
            await session.DownAsync(new DownOptions { Services = shared }, new ChannelProgress(this), cancellationToken).ConfigureAwait(false);
        if (services.FirstOrDefault(s => s.ProjectExitCode is not null) is { } cause)
        {
            Say(_ => context.Notice(UpReport.ProjectEnd(cause)));
            return cause.ProjectExitCode!.Value;
        }

        return _failuresEndIt && services.Any(s => s is { Required: true, State: ServiceState.Failed }) ? ExitCode.ServiceFailed : ExitCode.Success;
    }

    private async Task<int> DetachAsync(CancellationToken cancellationToken)
    {
        if (watchConfiguration) await LeaveWatchAsync(cancellationToken).ConfigureAwait(false);
        Say(_ => context.Notice("Detached; the services go on. 'portorch logs -f' shows their output, 'portorch down' stops them."));
        return ExitCode.Success;
    }

    // From now on the supervisor reads the configuration again when it changes. What has changed up to now is done at once.
    private async Task LeaveWatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            TellReload(await session.ReloadAsync(new UpOptions { Wait = false, WatchConfiguration = true }, new Progress<ServiceSnapshot>(), cancellationToken).ConfigureAwait(false), null);
        }
        catch (PortOrchestratorException e)
        {
            TellReload(null, e);
            Say(_ => context.Notice("The configuration is watched no longer; 'portorch up -d --watch-config' watches it again."));
        }
    }

    private async Task<int> StopAsync(ForegroundEnding ending)
    {
        Say(_ => context.Notice("Stopping; once more Ctrl-C kills what is left."));
        var stopping = session.DownAsync(new DownOptions(), new ChannelProgress(this), CancellationToken.None);
        var first = await Task.WhenAny(stopping, ending.Forced).ConfigureAwait(false);
        while (!stopping.IsCompleted && first != stopping)
        {
            // More than once: a stop that the supervisor has not yet heard of cannot be forced.
            await session.ForceStopAsync(CancellationToken.None).ConfigureAwait(false);
            await Task.WhenAny(stopping, Task.Delay(ForceInterval, context.Time)).ConfigureAwait(false);
        }

        var result = await stopping.ConfigureAwait(false);
        Say(_ => DownReport.WriteText(context, result, prefix: ""));
        return ExitCode.Interrupted;
    }

    private void TellReload(UpResult? result, PortOrchestratorException? problem)
    {
        if (problem is not null) Say(_ => context.Fail(FailureExplanation.Of(problem, context.Paths)));
        if (result is null || result.Outcome == UpOutcome.AlreadyRunning) return;
        Say(_ => context.Warn(result.Warnings));
        if (UpReport.ErrorOf(result) is { } error) Say(_ => context.Fail(error));
        else Say(_ => context.Notice(ReloadCommand.Summary(result)));
        // The logs of the others are followed already.
        var added = result.Started.Where(s => !result.Changed.ContainsKey(s)).ToList();
        if (added.Count > 0) _following.Add(FollowLogsAsync(added, context.Time.GetUtcNow() - ReloadTime));
    }

    private async Task FollowLogsAsync(IReadOnlyList<string> services, DateTimeOffset since)
    {
        var cancellationToken = _cutOutput;
        try
        {
            var lines = session.ReadLogsAsync(services, new LogQuery { Follow = true, Since = since, Until = _endOutput }, cancellationToken);
            await foreach (var line in lines.ConfigureAwait(false)) _output.Writer.TryWrite(new Output(line, null));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The command ends.
        }
        catch (PortOrchestratorException)
        {
            // The start meets the same error and reports it.
        }
    }

    private void Note(ServiceSnapshot service)
    {
        var known = _services.TryGetValue(service.Name, out var last);
        _services[service.Name] = service;
        if (known && last!.State == service.State && last.Health == service.Health) return;
        if (service.State is ServiceState.Disabled or ServiceState.Pending || (!known && service.State == ServiceState.Stopped)) return;
        var health = known && last!.State == service.State ? $"health is {Words.Of(service.Health)}" : ServiceLine.Of(service);
        Say(printer => printer.WriteNotice(service.Name, health));
    }

    private void Say(Action<LogPrinter> write) => _output.Writer.TryWrite(new Output(null, write));

    // The only writer to the terminal while the command runs. Lines that are there together are one write.
    private async Task PrintAsync(ForegroundEnding ending)
    {
        using var batch = new BatchedWriter(context.Terminal.Out);
        var printer = new LogPrinter(batch, context.Terminal.OutStyle, options.Selection.Services);
        while (await _output.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            try
            {
                while (_output.Reader.TryRead(out var next)) Print(next);
                batch.Flush();
            }
            catch (IOException)
            {
                batch.Drop();
                ending.HangUp();
            }
        }

        void Print(Output next)
        {
            if (next.Line is { } line) printer.Write(line);
            if (next.Say is not { } say) return;
            // What is said may go to the terminal by another way.
            batch.Flush();
            say(printer);
        }
    }

    private readonly record struct Output(LogLine? Line, Action<LogPrinter>? Say);

    private sealed class ChannelProgress(ForegroundUp owner) : IProgress<ServiceSnapshot>
    {
        public void Report(ServiceSnapshot value) => owner.Note(value);
    }
}
