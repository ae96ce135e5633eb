using PortOrchestrator.Supervision.Engine;
using PortOrchestrator.Supervision.Processes;

namespace PortOrchestrator.Supervision.Engines;

/// <summary>Runs the programs of engines through the supervisor's launcher, so that only one place reaps children.</summary>
internal sealed class LauncherEngineCommands(IProcessLauncher launcher, ITreeStopper stopper, string scratchFolder) : IEngineCommands
{
    public async Task<EngineAnswer> RunAsync(EngineCall call, CancellationToken cancellationToken = default)
    {
        try
        {
            using var output = call.OutputPath is null ? Scratch() : null;
            using var error = call.OutputPath is null ? Scratch() : null;
            var process = launcher.Launch(new LaunchRequest
            {
                Arguments = call.Arguments,
                WorkingDirectory = call.WorkingDirectory,
                Environment = call.Environment,
                OutputPath = output?.Path ?? call.OutputPath!,
                ErrorPath = error?.Path ?? call.ErrorPath,
            });
            output?.Unname();
            error?.Unname();
            return new EngineAnswer(await AwaitEndAsync(process, cancellationToken).ConfigureAwait(false), output?.Read() ?? "", error?.Read() ?? "");
        }
        catch (Exception e) when (e is PortOrchestratorException or IOException or UnauthorizedAccessException)
        {
            return new EngineAnswer(null, "", e.Message);
        }
    }

    private ScratchFile Scratch()
    {
        StatePaths.CreatePrivateFolder(scratchFolder);
        return new ScratchFile(scratchFolder);
    }

    private async Task<int> AwaitEndAsync(LaunchedProcess process, CancellationToken cancellationToken)
    {
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
}
