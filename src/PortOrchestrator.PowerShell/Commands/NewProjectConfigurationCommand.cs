using System.Management.Automation;
using PortOrchestrator.ConfigParsers.Detection;
using PortOrchestrator.PowerShell.Arguments;
using PortOrchestrator.PowerShell.Output;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Finds the services that a project seems to have, and writes a configuration of them for review. Starts nothing.</summary>
[Cmdlet(VerbsCommon.New, "ProjectConfiguration", SupportsShouldProcess = true)]
[OutputType(typeof(DetectedProjectService))]
public sealed class NewProjectConfigurationCommand : WholeProjectCommand
{
    private string? _file;

    /// <summary>The language of the file.</summary>
    /// <value>The default value is <see cref="ConfigurationLanguage.Json"/>.</value>
    [Parameter(Position = 0)]
    public ConfigurationLanguage Format { get; set; }

    /// <summary>The file to write.</summary>
    /// <value>The default value is <see langword="null"/>: <c>.project-services.json</c> or <c>.yaml</c> in the project's root folder.</value>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Replace the file if it exists, or write one although the project has another.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        base.Prepare();
        if (File.Length > 0) throw new PortOrchestratorException(ErrorCode.InvalidArgument, "New-ProjectConfiguration writes a configuration and reads none. Name the file to write with -OutFile.");
        _file = OutFile is null ? null : GetUnresolvedProviderPathFromPSPath(OutFile);
    }

    /// <inheritdoc/>
    private protected override async Task ProjectAsync(ProjectOrchestrator project, CancellationToken cancellationToken)
    {
        var options = new InitializeOptions { Syntax = Enum.Parse<ConfigurationSyntax>(Format.ToString()), File = _file, Overwrite = Force };
        var found = await project.InitializeAsync(options with { DryRun = true }, cancellationToken).ConfigureAwait(false);
        if (await ConfirmAsync(found.File, "Write configuration").ConfigureAwait(false))
            found = await project.InitializeAsync(options, cancellationToken).ConfigureAwait(false);
        foreach (var service in found.Detection.Services) Write(Describe(service, found));
        foreach (var other in found.Detection.AlsoSeen) Explain($"Also seen in {other.Evidence}: {other.Subject}; {other.Reason}.");
        foreach (var file in found.Detection.Unreadable) Warn($"{file}; what it declares is not among the services.");
        if (found.Detection.IsIncomplete) Warn("There is more in the project than is looked at; some services may be missing.");
        if (found.Detection.Services.Count == 0) Warn($"Nothing was recognised in '{found.Detection.Root}'. Add services to '{found.File}' by hand.");
    }

    private static DetectedProjectService Describe(DetectedService service, InitializeResult found) => new()
    {
        Name = service.Name,
        Kind = service.Kind,
        Confidence = service.Confidence.ToString(),
        Enabled = service.IsEnabled,
        Command = service.Command,
        WorkingDirectory = service.WorkingDirectory,
        Ports = [.. service.Ports.Where(p => p.Port is not null).Select(p => p.Port!.Value)],
        HealthCheck = service.HealthCheck,
        Evidence = service.Evidence.ToString(),
        Reason = service.Reason,
        ConfigurationFile = found.File,
        ProjectPath = found.Detection.Root,
    };
}
