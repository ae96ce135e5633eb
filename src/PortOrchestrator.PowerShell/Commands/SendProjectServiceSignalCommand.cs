using System.Management.Automation;
using PortOrchestrator.PowerShell.Completion;

namespace PortOrchestrator.PowerShell.Commands;

/// <summary>Sends a signal to services that run, with everything that they started.</summary>
[Cmdlet(VerbsCommunications.Send, "ProjectServiceSignal", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(ServiceSnapshot))]
public sealed class SendProjectServiceSignalCommand : ProjectServiceCommand
{
    /// <summary>Names of services; wildcards allowed.</summary>
    [Parameter(ParameterSetName = NameSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>The signal: its name, with or without SIG, or its number.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SignalNameCompleter))]
    public string Signal { get; set; } = "";

    /// <summary>Only to the first process of each service.</summary>
    [Parameter]
    public SwitchParameter ParentOnly { get; set; }

    /// <summary>Write a snapshot of each service that got it.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override IReadOnlyList<string> Patterns => Name;

    /// <inheritdoc/>
    private protected override async Task ActAsync(ProjectOrchestrator project, IReadOnlyList<string> services, CancellationToken cancellationToken)
    {
        var agreed = await ConfirmEachAsync(project, services, $"Send signal {Signal}").ConfigureAwait(false);
        if (agreed.Count == 0) return;
        var reached = await project.SignalAsync(agreed, Signal, ParentOnly, cancellationToken).ConfigureAwait(false);
        var snapshot = await project.GetSnapshotAsync(cancellationToken).ConfigureAwait(false);
        foreach (var name in agreed)
        {
            if (snapshot.Services.Any(s => (s.Name == name || s.Service == name) && reached.ContainsKey(s.Name))) continue;
            Report(ErrorCode.InvalidArgument, $"'{name}' does not run, or has no process here that could get a signal. Get-ProjectService shows what runs.", name);
        }

        if (PassThru) WriteNamed(snapshot, [.. reached.Keys]);
    }
}
