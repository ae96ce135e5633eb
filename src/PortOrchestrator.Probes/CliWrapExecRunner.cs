using System.ComponentModel;
using System.Diagnostics;
using CliWrap;
using PortOrchestrator.Probes.Commands;

namespace PortOrchestrator.Probes;

/// <summary>
/// Runs commands by CliWrap, for programs that leave the reaping of their children to the runtime. Thread-safe.
/// A command counts as ended when its own process has ended, also while a process that it left behind still holds its output.
/// </summary>
public sealed class CliWrapExecRunner : IExecRunner
{
    private static readonly TimeSpan LateOutput = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public async Task<ExecResult> RunAsync(ExecRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        using var tail = new OutputTail();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<int?> exit = Task.FromResult<int?>(null);
        var command = Cli.Wrap(request.Arguments[0])
            .WithArguments(request.Arguments.Skip(1))
            .WithWorkingDirectory(request.WorkingDirectory)
            .WithValidation(CommandResultValidation.None)
            .WithStandardOutputPipe(PipeTarget.ToStream(tail))
            .WithStandardErrorPipe(PipeTarget.ToStream(tail));
        try
        {
            using var run = command.ExecuteAsync(start => Fill(start, request), process => exit = WatchAsync(process, end), end.Token, CancellationToken.None);
            var result = await run.ConfigureAwait(false);
            return new ExecResult { ExitCode = result.ExitCode, Output = tail.ToString() };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ExecResult { ExitCode = await exit.ConfigureAwait(false), Output = tail.ToString() };
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            return new ExecResult { Error = e.Message };
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await exit.ConfigureAwait(false);
        }
    }

    private static void Fill(ProcessStartInfo start, ExecRequest request)
    {
        start.Environment.Clear();
        foreach (var (name, value) in request.Environment) start.Environment[name] = value;
    }

    // CliWrap waits for the end of the output, which a process left behind may hold open for ever.
    private static async Task<int?> WatchAsync(Process process, CancellationTokenSource end)
    {
        try
        {
            await process.WaitForExitAsync(end.Token).ConfigureAwait(false);
            var code = process.ExitCode;
            await Task.Delay(LateOutput, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await end.CancelAsync().ConfigureAwait(false);
            return code;
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException)
        {
            return null;
        }
    }
}
