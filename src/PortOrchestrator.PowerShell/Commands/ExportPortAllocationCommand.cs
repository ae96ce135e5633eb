using System.Management.Automation;
using PortOrchestrator.PowerShell.Completion;
using PortOrchestrator.PowerShell.Output;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Writes the variables that tell a program where a project's services are, as text or into a file.</summary>
[Cmdlet(VerbsData.Export, "PortAllocation", SupportsShouldProcess = true)]
[OutputType(typeof(string))]
public sealed class ExportPortAllocationCommand : AsyncCommand
{
    private OrchestratorOptions _options = null!;
    private string? _file;

    /// <summary>How the variables are written.</summary>
    /// <value>The default value is <see cref="PortExportFormat.PowerShell"/>.</value>
    [Parameter(Position = 0)]
    public PortExportFormat Format { get; set; } = PortExportFormat.PowerShell;

    /// <summary>The file to write. An existing one is replaced.</summary>
    /// <value>The default value is <see langword="null"/>: the text is written to the pipeline.</value>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The name of a project, or its folder.</summary>
    /// <value>The default value is <see langword="null"/>: the project of the current location.</value>
    [Parameter]
    [ArgumentCompleter(typeof(ProjectNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Project { get; set; }

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        var options = new OrchestratorOptions { WorkingDirectory = SessionState.Path.CurrentFileSystemLocation.ProviderPath };
        _options = LogIsWanted ? options.LogTo(Log) : options;
        _file = Path is null ? null : GetUnresolvedProviderPathFromPSPath(Path);
    }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        Target = Project;
        var export = await ReadAsync(cancellationToken).ConfigureAwait(false);
        if (!export.Succeeded) throw new PortOrchestratorException(ErrorCode.InvalidArgument, string.Join(" ", export.Problems));
        var written = export.Write(Format);
        foreach (var warning in written.Warnings) Warn(warning);
        if (_file is null) Write(written.Text.TrimEnd('\n'));
        else if (await ConfirmAsync(_file, "Write variables").ConfigureAwait(false))
            await TextFile.WriteAsync(_file, written.Text, nameof(Path), FileMode.Create, cancellationToken).ConfigureAwait(false);
    }

    private async Task<PortExport> ReadAsync(CancellationToken cancellationToken)
    {
        var machine = await MachineOrchestrator.OpenAsync(_options, readOnly: true, cancellationToken).ConfigureAwait(false);
        await using (machine.ConfigureAwait(false))
        {
            var project = await machine.ResolveProjectAsync(Project, register: false, cancellationToken).ConfigureAwait(false);
            var query = new PortQuery { ProjectId = project.ProjectId, Checkout = project.Checkout };
            return PortExport.Of(project, await machine.Registry.ListAsync(query, cancellationToken).ConfigureAwait(false));
        }
    }
}
