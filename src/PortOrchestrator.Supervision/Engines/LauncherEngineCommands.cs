using PortOrchestrator.Supervision.Engine;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Engines;

/// <summary>Runs the programs of engines through the supervisor's launcher, so that only one place reaps children.</summary>
internal sealed class LauncherEngineCommands(IProcessLauncher launcher, ITreeStopper stopper, string scratchFolder) : IEngineCommands
{
    public async Task<EngineAnswer> RunAsync(EngineCall call, CancellationToken cancellationToken = default)
    {
        StatePaths.CreatePrivateFolder(scratchFolder);
        var stem = Path.Combine(scratchFolder, $"engine-{Guid.NewGuid():N}");
        var (output, error) = (stem + ".out", stem + ".err");
        try
        {
            var code = await RunAsync(call, output, error, cancellationToken).ConfigureAwait(false);
            return new EngineAnswer(code, Read(output), Read(error));
        }
        catch (LaunchException e)
        {
            return new EngineAnswer(null, "", e.Message);
        }
        finally
        {
            File.Delete(output);
            File.Delete(error);
        }
    }

    private async Task<int> RunAsync(EngineCall call, string output, string error, CancellationToken cancellationToken)
    {
        var process = launcher.Launch(new LaunchRequest
        {
            Arguments = call.Arguments,
            WorkingDirectory = call.WorkingDirectory,
            Environment = call.Environment,
            OutputPath = call.OutputPath ?? output,
            ErrorPath = call.OutputPath is null ? error : call.ErrorPath,
        });
        try
        {
            return await process.Exited.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            var kill = new TreeStopRequest { Root = process.Identity, Signal = StopSignals.Kill, Timeout = TimeSpan.Zero };
            await stopper.StopAsync(kill, CancellationToken.None, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private static string Read(string path) => File.Exists(path) ? File.ReadAllText(path) : "";
}
