using System.Management.Automation;

namespace PortOrchestrator.PowerShell;

/// <summary>A cmdlet about what may be started unasked: by project, or by folder.</summary>
public abstract class TrustCommand : ProjectCommand
{
    private protected const string ProjectSet = "Project";
    private protected const string FolderSet = "Folder";

    private protected TrustCommand()
    {
    }

    /// <summary>Folders with every project in them, instead of one project.</summary>
    [Parameter(ParameterSetName = FolderSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string[] Under { get; set; } = [];

    /// <summary>Write what was approved, or taken back.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected sealed override void Prepare()
    {
        base.Prepare();
        Under = [.. Under.Select(GetUnresolvedProviderPathFromPSPath)];
    }

    /// <inheritdoc/>
    private protected sealed override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (ParameterSetName != FolderSet)
        {
            await EachProjectAsync(Projects, (project, _) => ProjectAsync(project, cancellationToken), cancellationToken).ConfigureAwait(false);
            return;
        }

        foreach (var folder in Under)
        {
            Target = folder;
            await FolderAsync(folder, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Acts on a project.</summary>
    private protected abstract Task ProjectAsync(ProjectOrchestrator project, CancellationToken cancellationToken);

    /// <summary>Acts on a folder with everything in it.</summary>
    private protected abstract Task FolderAsync(string folder, CancellationToken cancellationToken);
}
