using System.Collections.Concurrent;
using System.Diagnostics;
using System.Management.Automation;
using PortOrchestrator.PowerShell.Errors;

namespace PortOrchestrator.PowerShell;

/// <summary>
/// A cmdlet whose work runs on the thread pool. Everything that has to happen on the pipeline's thread is queued and run there;
/// the work ends when the pipeline is stopped, from above (Ctrl-C) or from below (a downstream command that has enough).
/// </summary>
public abstract class AsyncCommand : PSCmdlet, IDisposable
{
    private static readonly TimeSpan IdleInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan EndOfWork = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stopping = new();
    private BlockingCollection<Action> _queue = [];

    private protected AsyncCommand()
    {
    }

    /// <summary>The item being worked on: the target of an error that has no better one. Set it before awaiting.</summary>
    private protected object? Target { get; set; }

    /// <summary>Whether the user wants to see log entries.</summary>
    private protected bool LogIsWanted { get; private set; }

    /// <summary>Cancels what is still under way. Safe to call more than once.</summary>
    public void Dispose()
    {
        Cancel();
        _stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing() =>
        LogIsWanted = IsShown("Verbose", "VerbosePreference") || IsShown("Debug", "DebugPreference");

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        try
        {
            Prepare();
        }
        catch (PortOrchestratorException e)
        {
            ThrowTerminatingError(ErrorMapper.ToRecord(e, Target));
        }

        Pump(ProcessAsync);
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Pump(EndAsync);

    /// <inheritdoc/>
    protected sealed override void StopProcessing() => Cancel();

    /// <summary>Runs on the pipeline's thread before each record.</summary>
    private protected virtual void Prepare()
    {
    }

    /// <summary>Runs on the thread pool for each record.</summary>
    private protected abstract Task ProcessAsync(CancellationToken cancellationToken);

    /// <summary>Runs on the thread pool after the last record.</summary>
    private protected virtual Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs on the pipeline's thread whenever nothing was queued for a while.</summary>
    private protected virtual void OnIdle()
    {
    }

    /// <summary>Runs on the pipeline's thread when the work of a record has ended, however it did.</summary>
    private protected virtual void OnEnded()
    {
    }

    /// <summary>Queues something for the pipeline's thread; what comes after the work has ended is dropped.</summary>
    internal void Post(Action action)
    {
        try
        {
            _queue.Add(action);
        }
        catch (InvalidOperationException)
        {
            // A late log entry or progress report: the record it belongs to is done.
        }
    }

    /// <summary>Asks the pipeline's thread and awaits its answer. Everything queued earlier has then been written.</summary>
    internal async Task<T> AskAsync<T>(Func<T> question)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stopped = _stopping.Token.Register(() => answer.TrySetCanceled());
        Post(() =>
        {
            try
            {
                answer.TrySetResult(question());
            }
            catch
            {
                answer.TrySetCanceled();
                throw;
            }
        });
        return await answer.Task.ConfigureAwait(false);
    }

    private protected Task<bool> ConfirmAsync(string target, string action) => AskAsync(() => ShouldProcess(target, action));

    private protected void Write(object value) => Post(() => WriteObject(value));

    internal void Warn(string text) => Post(() => WriteWarning(text));

    internal void Explain(string text) => Post(() => WriteVerbose(text));

    internal void Report(ErrorCode code, string message, object? target) =>
        Post(() => WriteError(ErrorMapper.ToRecord(new PortOrchestratorException(code, message), target)));

    private protected void Log(TraceLevel level, string text) => Post(() =>
    {
        if (level == TraceLevel.Verbose) WriteDebug(text);
        else WriteVerbose(text);
    });

    private void Pump(Func<CancellationToken, Task> work)
    {
        var queue = new BlockingCollection<Action>();
        _queue = queue;
        var token = _stopping.Token;
        var task = Task.Run(
            async () =>
            {
                try
                {
                    await work(token).ConfigureAwait(false);
                }
                finally
                {
                    queue.CompleteAdding();
                }
            },
            CancellationToken.None);
        try
        {
            while (!queue.IsCompleted)
            {
                if (queue.TryTake(out var action, (int)IdleInterval.TotalMilliseconds, token)) action();
                else OnIdle();
            }

            Observe(task);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // Stopped by the user: there is nothing to say.
        }
        finally
        {
            // A downstream command that has enough ends up here and nowhere else: neither StopProcessing nor EndProcessing runs.
            if (!task.IsCompleted) Abandon(task);
            End();
        }
    }

    private void Observe(Task task)
    {
        try
        {
            task.GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is not OperationCanceledException || !_stopping.IsCancellationRequested)
        {
            var record = ErrorMapper.ToRecord(e, Target);
            if (MyInvocation.ExpectingInput && ErrorMapper.ConcernsOneItem(e)) WriteError(record);
            else ThrowTerminatingError(record);
        }
    }

    private void Abandon(Task task)
    {
        Cancel();
        try
        {
            task.Wait(EndOfWork);
        }
        catch (AggregateException)
        {
            // The pipeline is being torn down for another reason, which is the one to report.
        }
    }

    private void End()
    {
        try
        {
            OnEnded();
        }
        catch (PipelineStoppedException)
        {
            // A stopped pipeline takes no more records; it cleans up what it shows by itself.
        }
    }

    private void Cancel()
    {
        try
        {
            _stopping.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Stopped after the end.
        }
    }

    private bool IsShown(string parameter, string preference)
    {
        if (MyInvocation.BoundParameters.TryGetValue(parameter, out var bound)) return bound is SwitchParameter { IsPresent: true };
        return GetVariableValue(preference) is ActionPreference and not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
    }
}
