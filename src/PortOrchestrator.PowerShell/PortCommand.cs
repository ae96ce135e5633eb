using System.Management.Automation;
using PortOrchestrator.PowerShell.Completion;

namespace PortOrchestrator.PowerShell;

/// <summary>A cmdlet that works on the machine's port registry.</summary>
public abstract class PortCommand : AsyncCommand
{
    private OrchestratorOptions _options = null!;
    private string? _folder;

    private protected PortCommand()
    {
    }

    /// <summary>The folder of a project.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Path", "PSPath", "ProjectPath", "Root")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>The name of a project, or its folder.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    [Parameter]
    [ArgumentCompleter(typeof(ProjectNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Project { get; set; }

    /// <summary>Whether one project is meant rather than the machine.</summary>
    private protected bool NamesProject => _folder is not null || Project is not null;

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        var options = new OrchestratorOptions { WorkingDirectory = SessionState.Path.CurrentFileSystemLocation.ProviderPath };
        _options = LogIsWanted ? options.LogTo(Log) : options;
        _folder = LiteralPath is null ? null : GetUnresolvedProviderPathFromPSPath(LiteralPath);
    }

    /// <summary>Opens the registry; <paramref name="readOnly"/> creates and changes nothing.</summary>
    private protected Task<MachineOrchestrator> OpenAsync(bool readOnly, CancellationToken cancellationToken) =>
        MachineOrchestrator.OpenAsync(_options, readOnly, cancellationToken);

    /// <summary>The project that the parameters mean; that of the current location without any.</summary>
    private protected Task<ProjectIdentity> ResolveProjectAsync(MachineOrchestrator machine, bool register, CancellationToken cancellationToken) =>
        machine.ResolveProjectAsync(Project ?? _folder, register, cancellationToken);
}
