using PortOrchestrator.Sessions;

namespace PortOrchestrator.PowerShell;

/// <summary>A cmdlet that works on sessions that are registered.</summary>
public abstract class SessionCommand : AsyncCommand
{
    private OrchestratorOptions _options = null!;

    private protected SessionCommand()
    {
    }

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        var options = new OrchestratorOptions { WorkingDirectory = SessionState.Path.CurrentFileSystemLocation.ProviderPath };
        _options = LogIsWanted ? options.LogTo(Log) : options;
    }

    /// <summary>Opens them.</summary>
    private protected SessionOrchestrator Open() => SessionOrchestrator.Open(_options);
}
