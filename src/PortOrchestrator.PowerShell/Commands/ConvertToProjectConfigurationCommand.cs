using System.Management.Automation;
using PortOrchestrator.ConfigParsers.Export;
using PortOrchestrator.PowerShell.Arguments;
using PortOrchestrator.PowerShell.Output;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Writes a project's configuration in another format, and tells what that has no words for.</summary>
[Cmdlet(VerbsData.ConvertTo, "ProjectConfiguration", SupportsShouldProcess = true)]
[OutputType(typeof(string))]
public sealed class ConvertToProjectConfigurationCommand : WholeProjectCommand
{
    private string? _file;

    /// <summary>The format.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public ConfigurationFormat To { get; set; }

    /// <summary>The file to write, which must not exist.</summary>
    /// <value>The default value is <see langword="null"/>: the text is written to the pipeline.</value>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        base.Prepare();
        _file = OutFile is null ? null : GetUnresolvedProviderPathFromPSPath(OutFile);
    }

    /// <inheritdoc/>
    private protected override async Task ProjectAsync(ProjectOrchestrator project, CancellationToken cancellationToken)
    {
        var plan = await project.PlanAsync(null, cancellationToken).ConfigureAwait(false);
        var written = ConfigurationExporter.Write(plan.Definition, Enum.Parse<ExportFormat>(To.ToString()));
        if (_file is null) Write(written.Text.TrimEnd('\n'));
        else if (!await ConfirmAsync(_file, "Write configuration").ConfigureAwait(false)) return;
        else await TextFile.WriteAsync(_file, written.Text, nameof(OutFile), FileMode.CreateNew, cancellationToken).ConfigureAwait(false);
        foreach (var loss in written.Losses) Warn($"Not written: {loss}.");
        if (plan.HasPendingCommands) Warn("Not written: the commands of env_cmds, whose results stay as they were named.");
    }
}
