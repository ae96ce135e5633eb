using PortOrchestrator.Probes;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Engine;

/// <summary>Runs exec checks and stop commands through the supervisor's launcher, so that only one place reaps children.</summary>
internal sealed class LauncherExecRunner(IProcessLauncher launcher, ITreeStopper stopper, string scratchFolder) : IExecRunner
{
    private const int OutputTail = 2048;

    public async Task<ExecResult> RunAsync(ExecRequest request, CancellationToken cancellationToken = default)
    {
        StatePaths.CreatePrivateFolder(scratchFolder);
        var output = Path.Combine(scratchFolder, $"exec-{Guid.NewGuid():N}.out");
        try
        {
            var process = launcher.Launch(PlainCommand.WithoutShell(new LaunchRequest
            {
                Arguments = request.Arguments,
                WorkingDirectory = request.WorkingDirectory,
                Environment = request.Environment,
                OutputPath = output,
            }));
            try
            {
                var code = await process.Exited.WaitAsync(cancellationToken).ConfigureAwait(false);
                return new ExecResult { ExitCode = code, Output = Tail(output) };
            }
            catch (OperationCanceledException)
            {
                var kill = new TreeStopRequest { Root = process.Identity, Signal = StopSignals.Kill, Timeout = TimeSpan.Zero };
                await stopper.StopAsync(kill, CancellationToken.None, CancellationToken.None).ConfigureAwait(false);
                throw;
            }
        }
        catch (LaunchException e)
        {
            return new ExecResult { Error = e.Message };
        }
        finally
        {
            File.Delete(output);
        }
    }

    private static string Tail(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Seek(-Math.Min(OutputTail, file.Length), SeekOrigin.End);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}
